import { People1764000000001 } from './1764000000001-people.js';
import { Credentials1764000000002 } from './1764000000002-credentials.js';
import { Messages1764000000003 } from './1764000000003-messages.js';
import { Work1764000000004 } from './1764000000004-work.js';
import { Notifications1764000000005 } from './1764000000005-notifications.js';
import { CredentialTokens1764000000006 } from './1764000000006-credential-tokens.js';
import { Oppen1764000000010 } from './1764000000010-oppen.js';
import { Hacienda1764000000020 } from './1764000000020-hacienda.js';
import { HaciendaAnswers1764000000021 } from './1764000000021-hacienda-answers.js';
import { HaciendaAdjustments1764000000022 } from './1764000000022-hacienda-adjustments.js';
import { ErpnextWorkflow1764000000030 } from './1764000000030-erpnext-workflow.js';
import { ErpnextLastMessage1764000000031 } from './1764000000031-erpnext-last-message.js';
import { Devengo1764000000040 } from './1764000000040-devengo.js';
import { DevengoSync1764000000041 } from './1764000000041-devengo-sync.js';
import { DevengoSyncHistory1764000000042 } from './1764000000042-devengo-sync-history.js';
import { DevengoNoticeContract1764000000043 } from './1764000000043-devengo-notice-contract.js';
import { Statistics1764000000050 } from './1764000000050-statistics.js';
import { Lists1764000000053 } from './1764000000053-lists.js';
import { OwnLists1764000000054 } from './1764000000054-own-lists.js';
import { BulkAndPause1764000000055 } from './1764000000055-bulk-and-pause.js';
import { Alerts1764000000056 } from './1764000000056-alerts.js';
import { Oidc1764000000057 } from './1764000000057-oidc.js';

/** Every migration, in order. An explicit list, so that a bundle or a rename cannot lose one; one a line, so that a merge doubles none. */
export const MIGRATIONS = [
  People1764000000001,
  Credentials1764000000002,
  Messages1764000000003,
  Work1764000000004,
  Notifications1764000000005,
  CredentialTokens1764000000006,
  Oppen1764000000010,
  Hacienda1764000000020,
  HaciendaAnswers1764000000021,
  HaciendaAdjustments1764000000022,
  ErpnextWorkflow1764000000030,
  ErpnextLastMessage1764000000031,
  Devengo1764000000040,
  DevengoSync1764000000041,
  DevengoSyncHistory1764000000042,
  DevengoNoticeContract1764000000043,
  Statistics1764000000050,
  Lists1764000000053,
  OwnLists1764000000054,
  BulkAndPause1764000000055,
  Alerts1764000000056,
  Oidc1764000000057,
];
