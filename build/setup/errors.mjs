/** Setting up failed in a way the user can be told about; `output` is what the failing tool said. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {string} [output]
   */
  constructor(message, output = '') {
    super(message)
    this.name = 'SetupError'
    this.output = output
  }
}
