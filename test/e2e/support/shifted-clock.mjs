// node --import shifted-clock.mjs: the whole process, its workers too, believes it is the moment CYGNET_NOW when it starts.
const RealDate = Date
const shift = RealDate.parse(process.env['CYGNET_NOW'] ?? '') - RealDate.now()

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift)
    else super(...given)
  }
  static now() {
    return RealDate.now() + shift
  }
}
