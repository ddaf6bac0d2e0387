/** @param {string} text */
export function say(text) {
  process.stderr.write(`cygnet: ${text}\n`)
}

const en = {
  oldNode: (/** @type {string} */ version) =>
    `this is Node ${version}; please install Node 20 or newer (https://nodejs.org).`,
  unknownCommand: (/** @type {string} */ name) =>
    `no command "${name}". There are: start, dev, test, cygnet, bench, build, check, pack, screenshots.`,
  installing: 'installing packages (first time only, about a minute) …',
  updating: 'updating packages …',
  waiting: 'another launch is setting things up, waiting for it …',
  /** @returns {string} */
  building: (/** @type {string} */ target) => (target === 'bench' ? 'building the benches …' : 'building …'),
  buildFailed: 'the build failed. What it said:',
  noLockFile: 'package-lock.json is missing; this folder is not a whole copy of the project.',
  noNode: (/** @type {string} */ machine) =>
    `no Node 24 could be installed for ${machine}. It comes with the npm package "node"; does your registry carry it for this machine?`,
  unreachable: (/** @type {string} */ host, /** @type {string} */ code) =>
    `the package registry${host && ` ${host}`} cannot be reached (${code}). Packages are fetched once: connect to the network, or tell npm of your proxy (HTTPS_PROXY) or mirror (npm config set registry …), then run the same command again. What npm said:`,
  certificate: (/** @type {string} */ host, /** @type {string} */ code) =>
    `the certificate of the package registry${host && ` ${host}`} is not trusted (${code}). Behind a company proxy, set NODE_EXTRA_CA_CERTS to its certificate, then run the same command again. What npm said:`,
  disk: 'no room left on the disk for the packages (about 1 GB is needed). What npm said:',
  inUse:
    'packages could not be replaced: a file is in use or not writable. Close other Cygnet windows and try again. What npm said:',
  installOther: 'packages could not be installed. What npm said:',
  fetchingElectron: 'fetching Electron, which shows the window (first time only, some 120 MB) …',
  noElectron: (/** @type {string} */ problem) =>
    `Electron could not be fetched (${problem}), so Cygnet opens in the browser; a mirror may be named in ELECTRON_MIRROR, a proxy in HTTPS_PROXY.`,
  slowElectron:
    'Electron takes too long to fetch, so Cygnet opens in the browser; a nearer mirror may be named in ELECTRON_MIRROR. `npm run -s cygnet -- serve` opens the browser without trying.',
  devPage: (/** @type {string} */ address) => `the page, with hot reload: ${address}`,
  devRestarted: 'built, restarted.',
  noDisplay: 'there is no display for a window here, so Cygnet is served to the browser.',
  noWindow: (/** @type {number} */ code) =>
    `Electron could not open a window (exit code ${code}), so Cygnet opens in the browser.`,
}

/** @type {typeof en} */
const zh = {
  oldNode: (version) => `当前 Node 版本为 ${version}，请先安装 Node 20 或更高版本（https://nodejs.org）。`,
  unknownCommand: (name) =>
    `没有“${name}”这个命令。可用命令：start、dev、test、cygnet、bench、build、check、pack、screenshots。`,
  installing: '正在安装依赖（仅首次需要，约一分钟）……',
  updating: '正在更新依赖……',
  waiting: '另一个进程正在准备环境，请稍候……',
  building: (target) => (target === 'bench' ? '正在构建性能测试……' : '正在构建……'),
  buildFailed: '构建失败，输出如下：',
  noLockFile: '缺少 package-lock.json，当前目录不是完整的项目。',
  noNode: (machine) => `无法为 ${machine} 安装 Node 24。它来自 npm 包“node”，请确认您的镜像源提供该平台的版本。`,
  unreachable: (host, code) =>
    `无法连接 npm 源${host && ` ${host}`}（${code}）。依赖只需下载一次：请连接网络，或为 npm 设置代理（HTTPS_PROXY）或镜像（npm config set registry …），然后重新运行同一命令。npm 输出：`,
  certificate: (host, code) =>
    `npm 源${host && ` ${host}`} 的证书不受信任（${code}）。如在公司代理之后，请将 NODE_EXTRA_CA_CERTS 指向其证书，然后重新运行同一命令。npm 输出：`,
  disk: '磁盘空间不足，依赖约需 1 GB。npm 输出：',
  inUse: '依赖文件被占用或不可写，无法替换。请关闭其他 Cygnet 窗口后重试。npm 输出：',
  installOther: '依赖安装失败。npm 输出：',
  fetchingElectron: '正在下载用于显示窗口的 Electron（仅首次需要，约 120 MB）……',
  noElectron: (problem) =>
    `无法下载 Electron（${problem}），改在浏览器中打开 Cygnet；可用 ELECTRON_MIRROR 指定镜像，或用 HTTPS_PROXY 指定代理。`,
  slowElectron:
    'Electron 下载太慢，改在浏览器中打开 Cygnet；可用 ELECTRON_MIRROR 指定较近的镜像。用 `npm run -s cygnet -- serve` 可直接在浏览器中打开。',
  devPage: (address) => `页面（热更新）：${address}`,
  devRestarted: '已重新构建并重启。',
  noDisplay: '当前环境没有图形界面，改在浏览器中打开 Cygnet。',
  noWindow: (code) => `Electron 无法打开窗口（退出码 ${code}），改在浏览器中打开 Cygnet。`,
}

/**
 * Chinese for who works in Chinese.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} systemLocale
 */
export function speaksChinese(env, systemLocale) {
  const asked = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || systemLocale
  return /^zh\b|^zh_/i.test(asked)
}

/** The launcher's words, in the user's language. */
export const texts = speaksChinese(process.env, Intl.DateTimeFormat().resolvedOptions().locale) ? zh : en

/** @param {ReturnType<typeof import('./npm.mjs').explainNpmFailure>} failure */
export function installFailed({ reason, code, host }) {
  switch (reason) {
    case 'unreachable':
      return texts.unreachable(host, code)
    case 'certificate':
      return texts.certificate(host, code)
    case 'disk':
      return texts.disk
    case 'in-use':
      return texts.inUse
    case 'other':
      return texts.installOther
  }
}
