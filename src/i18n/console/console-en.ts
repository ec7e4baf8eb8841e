import { absencesEn } from './absences-en.ts'
import { agencyEn } from './agency-en.ts'
import { agendaEn } from './agenda-en.ts'
import { boardEn } from './board-en.ts'
import { calendarsEn } from './calendars-en.ts'
import { callbacksEn } from './callbacks-en.ts'
import { deskEn } from './desk-en.ts'
import { editorEn } from './editor-en.ts'
import { elsewhereEn } from './elsewhere-en.ts'
import { entryEn } from './entry-en.ts'
import { eventsEn } from './events-en.ts'
import { frameEn } from './frame-en.ts'
import { levelsEn } from './levels-en.ts'
import { listeningEn } from './listening-en.ts'
import { outgoingEn } from './outgoing-en.ts'
import { queueEn } from './queue-en.ts'
import { recordingsEn } from './recordings-en.ts'
import { searchEn } from './search-en.ts'
import { seriesEn } from './series-en.ts'
import { setupAgendaEn } from './setup-agenda-en.ts'
import { setupContactsEn } from './setup-contacts-en.ts'
import { setupEn } from './setup-en.ts'
import { setupExecutivesEn } from './setup-executives-en.ts'
import { setupHistoryEn } from './setup-history-en.ts'
import { setupHoursEn } from './setup-hours-en.ts'
import { setupLinesEn } from './setup-lines-en.ts'
import { setupOverviewEn } from './setup-overview-en.ts'
import { setupReasonsEn } from './setup-reasons-en.ts'
import { setupSettingsEn } from './setup-settings-en.ts'
import { setupSlipEn } from './setup-slip-en.ts'
import { shiftsEn } from './shifts-en.ts'
import { slipEn } from './slip-en.ts'
import { stationEn } from './station-en.ts'
import { teamsEn } from './teams-en.ts'
import { toldEn } from './told-en.ts'
import { waitingEn } from './waiting-en.ts'

/** Every text of the console, one file for each of its parts. */
export const consoleEn = {
  ...frameEn,
  ...absencesEn,
  ...agencyEn,
  ...agendaEn,
  ...elsewhereEn,
  ...eventsEn,
  ...seriesEn,
  ...toldEn,
  ...waitingEn,
  ...entryEn,
  ...boardEn,
  ...calendarsEn,
  ...callbacksEn,
  ...deskEn,
  ...recordingsEn,
  ...searchEn,
  ...setupEn,
  ...setupOverviewEn,
  ...setupSettingsEn,
  ...setupLinesEn,
  ...setupExecutivesEn,
  ...setupHoursEn,
  ...setupReasonsEn,
  ...setupSlipEn,
  ...setupContactsEn,
  ...setupHistoryEn,
  ...setupAgendaEn,
  ...editorEn,
  ...outgoingEn,
  ...levelsEn,
  ...queueEn,
  ...slipEn,
  ...stationEn,
  ...teamsEn,
  ...listeningEn,
  ...shiftsEn,
}
