import type { SharedTexts } from './schema.ts'

export const en: SharedTexts = {
  errors: {
    input: { invalid: 'The value for “{field}” is not valid. Correct it and try again.' },
    app: {
      unknown: 'There is no mini program “{app}”. Check the name.',
      exists: 'The mini program “{app}” has already been added. Choose another name, or use the one that is there.',
    },
    report: { unknown: 'There is no report “{report}”. Choose one from the report catalogue.' },
    metric: {
      unknown: 'There is no metric “{metric}”. Write it as report/metric and choose one from the report catalogue.',
    },
    snapshot: {
      unknown: 'There is no history entry {snapshot}; it may have been pruned. Check the number in the history list.',
    },
    job: {
      unknown: 'There is no job {job}. Check the number in the job list.',
      running: 'A job is still running. Wait for it to end, or cancel it first.',
    },
    file: {
      unreadable: 'Cannot read the file “{path}”. Check that it exists and that you may read it.',
      exists: 'The file “{path}” already exists and was left alone. Choose another name, or ask to replace it.',
      unwritable:
        'Cannot write the file “{path}”. Check that the folder exists, that you may write there, and that no other program has the file open.',
    },
    import: {
      invalid: 'Cannot import the file “{path}”. Its first row must be a header with a “name” or an “app_id” column.',
    },
    api: {
      busy: 'Baidu’s API is busy; several retries did not help. Sync again later.',
      parameter:
        'Baidu’s API did not accept this request’s parameters; other reports are not affected. Check the dates, and send us the message if it stays.',
      permission:
        'This mini program has not granted the data permission (数据权限). Ask its administrator to grant it to your platform on Baidu’s authorisation page.',
      ip: 'This machine’s public IP is not on Baidu’s allow-list, so every request is refused. Add it in the console of your third-party platform.',
      token: 'The token is not valid or was revoked; a renewed one was refused too. Set a new token.',
      app: 'Baidu does not know this mini program, or it is not authorised for your platform. Check its app id and its authorisation.',
      'granted-elsewhere':
        'This permission is granted to another platform at the moment (only one can hold it). Ask the mini program’s administrator to authorise yours again.',
      rate: 'Too many requests: Baidu is limiting the rate. Lower the request rate and go on later.',
      quota: 'Today’s API calls are used up and the sync has stopped. Go on tomorrow (Beijing time).',
      oauth: 'Baidu refused to hand out a token. Check the platform token and the app id, then set them again.',
      shape:
        'The reply for report “{report}” is not of the documented form (at {path}) and was not stored. The API may have changed: update Cygnet or contact us.',
      unknown:
        'Baidu’s API answered with an unknown error; nothing was stored. Try again later, and send us the code if it stays.',
    },
    network: {
      unreachable: 'Cannot reach {host}. Check the network, the proxy and the API address.',
      timeout:
        '{host} did not answer in time and the request was given up. Check the network, or raise the time-out in the settings.',
      http: '{host} answered with HTTP {status}, which is no answer of the API. Try again later; check the network and the proxy.',
      garbled:
        'The answer of {host} is cut off or is not JSON; a gateway or proxy may have changed it. Try again later; check the network and the proxy.',
    },
    token: {
      missing: '“{app}” has no usable token. Paste one, or set the platform token and the mini program’s app id.',
      expired:
        'The token of “{app}” has expired (a pasted app token lives an hour). Set a new one, or set the platform token and let it fetch them.',
      'sealed-elsewhere':
        'The token was encrypted in another environment and cannot be read here; the history is not affected. Set the token again.',
      broker: 'The token broker did not return a usable token. Check its address and that it is up.',
      recover:
        'The refresh token of the mini program “{app}” can no longer be used, and was not tried again on purpose. Set the platform token and the app id, or authorise again.',
    },
    store: {
      newer:
        'This history was written by a newer Cygnet and this version cannot open it. Update Cygnet; nothing was changed.',
      damaged: 'The history file “{path}” is damaged. Run the diagnosis, then restore a backup.',
      full: 'The disk is full: new data was not written, the history is intact. Free some space and go on.',
      readonly:
        'The data folder “{path}” cannot be written to; the history is intact. Check the folder’s permissions, or choose another one.',
      locked: 'Another Cygnet is writing to this history. Try again when it is done.',
      failed: 'Reading or writing the history failed. Run the diagnosis to see why.',
    },
    backup: { invalid: '“{path}” is not a usable Cygnet backup; your data was not changed. Choose another file.' },
    export: {
      'too-large':
        'This is more than an Excel sheet can hold ({rows} rows). Choose fewer days, mini programs or reports.',
      foreign:
        '“{path}” holds no record of Cygnet’s to make it again from: another program wrote it, or its “Provenance” sheet was altered. Choose the file as it was exported.',
      unrecorded:
        '“{path}” is a table of a page: it holds no record to check it by or to make it again from. Choose a report that was made under Exports.',
      edited:
        '“{path}” was edited after it was exported (sheets: {sheets}). Its record is whole: make it again all the same to get the values as they were.',
      gone: 'The history no longer holds what “{path}” was made from: {apps} of its mini programs were removed. Restore a backup of that time to make it again.',
    },
    template: {
      unknown: 'There is no template “{template}”. Check the name.',
      exists: 'There is a template “{template}” already. Choose another name, or change that one.',
      invalid: 'The template cannot be used as it is. Check the field “{field}”.',
    },
    cancelled: 'Cancelled.',
    internal:
      'Something went wrong inside Cygnet and this was not completed. Try again, and send us the log if it stays.',
  },
  facts: {
    api: 'the API said {code}: {message}',
    apiCode: 'the API said {code}',
    status: 'HTTP {status}',
    reason: 'reason: {reason}',
    problem: 'problem: {problem}',
    value: 'given: {value}',
    known: 'choices: {list}',
    near: 'did you mean: {list}',
    listSeparator: ', ',
    separator: '; ',
    wrap: '{text} ({facts})',
    unknown: 'unknown',
  },
  notes: {
    'not-fetched': 'not synced yet',
    'not-fetched-range': 'users cannot be added over days: sync exactly this range',
    'not-deduplicated': 'sum of apps, not de-duplicated',
    estimate: 'estimate',
    'at-least': 'an estimate, at least: apps that do not list it count as 0',
    incomplete: 'incomplete: some days or entries are missing',
    partial: 'incomplete period',
    'no-total': 'this metric has no total',
    'unknown-part': 'the API left some values out',
    'hour-pooled': 'hours of the whole range pooled',
    derived: 'put together from shorter periods',
  },
  missing: {
    'not-fetched': 'this range was never synced',
    'not-fetched-range': 'exactly this range was never synced',
    'no-platform-token': 'no platform token is set',
    'no-token': 'no usable token',
    'no-rows': 'no data in this range',
  },
  actions: {
    retry: 'try again later',
    renew: 'set a new token',
    recover: 'authorise again',
    'stop-call': 'check the parameters',
    'stop-app': 'check the authorisation',
    'stop-all': 'solve this first, then go on',
    pause: 'go on tomorrow',
    token: 'set a token',
    none: 'see the details',
  },
  units: { count: 'count', percent: 'percent', seconds: 'seconds', decimal: 'number' },
  tokenWays: {
    token: 'pasted',
    platform: 'platform token',
    refresh: 'refresh token',
    broker: 'token broker',
    none: 'not set',
  },
  tokenStates: { ok: 'valid', expired: 'expired', unreadable: 'unreadable', none: 'not set' },
  jobStates: {
    running: 'running',
    done: 'done',
    partial: 'done in part',
    failed: 'failed',
    cancelled: 'cancelled',
    interrupted: 'interrupted',
  },
  pageTables: {
    coverage: 'Coverage',
    replies: 'Snapshots',
    restatements: 'Restatements',
    'changed-since': 'Differences',
    'changed-file': 'Changed since a workbook',
    lag: 'Revision lag',
    platform: 'The platform against its apps',
    reconcile: 'Reports against each other',
    launch: 'Aligned at launch',
  },
  reconciliation: {
    measures: {
      sessions: 'Sessions',
      'new-users': 'New users',
      users: 'Daily users',
      'weekly-users': 'Weekly users',
      'monthly-users': 'Monthly users',
      'page-views': 'Page views',
    },
    reasons: {
      'platform-missing': 'platform lacks data',
      'apps-not-here': 'mini programs not added',
      'apps-missing': 'apps lack data',
      'de-duplicated': 'platform counts people once',
      'reports-differ': 'reports count differently',
    },
  },
  granularities: { hour: 'hour', day: 'day', week: 'week', month: 'month', range: 'whole range' },
  rules: {
    names: {
      sum: 'added up',
      last: 'the last day’s',
      max: 'the largest',
      unique: 'distinct, never added over days',
      ratio: 'recomputed from its parts',
      weighted: 'weighted mean',
      share: 'share of the total',
      none: 'no total',
    },
    none: {
      'cohorts-overlap': 'cohorts overlap and cannot be combined',
      'no-base-count': 'the API gives no base to combine by',
      'one-platform': 'already holds every mini program of the platform',
    },
  },
  doctor: {
    home: {
      ok: 'Data folder: {path}',
      bad: 'Cannot open the data folder “{path}”. Check that it exists and your permissions.',
    },
    writable: {
      ok: 'The data folder can be written to',
      bad: 'The data folder cannot be written to. Check permissions and disk.',
    },
    space: { ok: 'There is enough disk space', bad: 'The disk is almost full. Free some space soon.' },
    integrity: { ok: 'The history is intact', bad: 'The history is damaged. Restore a backup.' },
    schema: { ok: 'The history is of this version', bad: 'The history is of another version. Update Cygnet.' },
    secrets: { ok: 'All tokens can be decrypted', bad: 'Some tokens cannot be decrypted. Set them again.' },
    platform: { ok: 'The platform token is valid', bad: 'The platform token cannot be used. Set it again.' },
    api: {
      ok: 'The API address works: {host}',
      bad: 'Cannot reach {host}. Check network, proxy and API address; the history is not affected.',
    },
    clock: { ok: 'The system clock is right', bad: 'The system clock is off. Set it right.' },
    apps: {
      ok: 'All mini programs have working tokens',
      bad: 'These mini programs have no working token, set them again: {names}',
    },
  },
  import: {
    'name-missing': 'no name',
    'name-too-long': 'the name is longer than 100 characters',
    'id-rounded': 'a spreadsheet has rounded the app id (scientific notation): make the column text and enter it again',
    'id-invalid': 'the app id has the wrong form',
    'id-repeated': 'the app id is on an earlier line already',
    'name-repeated': 'the name is on an earlier line already',
    'token-invalid': 'the token has spaces or line breaks in it',
    'tag-too-long': 'a tag is longer than 50 characters',
    'name-taken': 'another mini program has this name',
    'id-differs': 'the mini program of this name has another app id',
    empty: 'the file is empty',
    'no-known-column': 'no known column in the header',
    csv: 'not valid CSV',
    xlsx: 'not a valid XLSX file',
  },
  problems: {
    'day-not-over': 'this day is not over yet; yesterday (Beijing time) is the last one',
    'other-series': 'the two entries are not of the same mini program and report',
    'not-a-url': 'not a complete address',
    'https-only': 'it must be https; http is for this machine’s own addresses only',
    'no-credentials': 'the address may not hold a user name and password',
    'no-query': 'the address may not hold parameters',
    'not-a-proxy': 'it must be the address and port of an http, https or socks5 proxy, without user name and password',
    'logo-too-large': 'the picture is too large: 1 MB and 4,000 pixels a side at most',
    'logo-no-picture': 'the file is not a PNG or JPEG picture',
    'unknown-placeholder': 'there is no such placeholder',
    'folder-not-absolute': 'it must be a whole path',
    'no-apps': 'no mini program matches',
  },
}
