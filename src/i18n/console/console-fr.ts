import { absencesFr } from './absences-fr.ts'
import { agencyFr } from './agency-fr.ts'
import { agendaFr } from './agenda-fr.ts'
import { boardFr } from './board-fr.ts'
import { calendarsFr } from './calendars-fr.ts'
import { callbacksFr } from './callbacks-fr.ts'
import { deskFr } from './desk-fr.ts'
import { editorFr } from './editor-fr.ts'
import { elsewhereFr } from './elsewhere-fr.ts'
import { entryFr } from './entry-fr.ts'
import { eventsFr } from './events-fr.ts'
import { frameFr } from './frame-fr.ts'
import { levelsFr } from './levels-fr.ts'
import { listeningFr } from './listening-fr.ts'
import { outgoingFr } from './outgoing-fr.ts'
import { queueFr } from './queue-fr.ts'
import { recordingsFr } from './recordings-fr.ts'
import { searchFr } from './search-fr.ts'
import { seriesFr } from './series-fr.ts'
import { setupAgendaFr } from './setup-agenda-fr.ts'
import { setupContactsFr } from './setup-contacts-fr.ts'
import { setupExecutivesFr } from './setup-executives-fr.ts'
import { setupFr } from './setup-fr.ts'
import { setupHistoryFr } from './setup-history-fr.ts'
import { setupHoursFr } from './setup-hours-fr.ts'
import { setupLinesFr } from './setup-lines-fr.ts'
import { setupOverviewFr } from './setup-overview-fr.ts'
import { setupReasonsFr } from './setup-reasons-fr.ts'
import { setupSettingsFr } from './setup-settings-fr.ts'
import { setupSlipFr } from './setup-slip-fr.ts'
import { shiftsFr } from './shifts-fr.ts'
import { slipFr } from './slip-fr.ts'
import { stationFr } from './station-fr.ts'
import { teamsFr } from './teams-fr.ts'
import { toldFr } from './told-fr.ts'
import { waitingFr } from './waiting-fr.ts'

/** Every text of the console, one file for each of its parts. */
export const consoleFr = {
  ...frameFr,
  ...absencesFr,
  ...agencyFr,
  ...agendaFr,
  ...elsewhereFr,
  ...eventsFr,
  ...seriesFr,
  ...toldFr,
  ...waitingFr,
  ...entryFr,
  ...boardFr,
  ...calendarsFr,
  ...callbacksFr,
  ...deskFr,
  ...recordingsFr,
  ...searchFr,
  ...setupFr,
  ...setupOverviewFr,
  ...setupSettingsFr,
  ...setupLinesFr,
  ...setupExecutivesFr,
  ...setupHoursFr,
  ...setupReasonsFr,
  ...setupSlipFr,
  ...setupContactsFr,
  ...setupHistoryFr,
  ...setupAgendaFr,
  ...editorFr,
  ...outgoingFr,
  ...levelsFr,
  ...queueFr,
  ...slipFr,
  ...stationFr,
  ...teamsFr,
  ...listeningFr,
  ...shiftsFr,
}
