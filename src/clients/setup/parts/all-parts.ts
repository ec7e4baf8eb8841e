import type { Part, PartName } from '../part.ts'
import { answeringPart } from './answering-part.ts'
import { appointmentTypesPart } from './appointment-types-part.ts'
import { executivesPart } from './executives-part.ts'
import { hoursPart } from './hours-part.ts'
import { instructionsPart } from './instructions-part.ts'
import { linesPart } from './lines-part.ts'
import { mandatesPart } from './mandates-part.ts'
import { reasonsPart } from './reasons-part.ts'
import { recordingPart } from './recording-part.ts'
import { settingsPart } from './settings-part.ts'
import { slipFieldsPart, slipTemplatesPart } from './slip-parts.ts'

export const allParts: Readonly<Record<PartName, Part>> = {
  settings: settingsPart,
  hours: hoursPart,
  answering: answeringPart,
  recording: recordingPart,
  lines: linesPart,
  executives: executivesPart,
  reasons: reasonsPart,
  instructions: instructionsPart,
  appointmentTypes: appointmentTypesPart,
  mandates: mandatesPart,
  slipFields: slipFieldsPart,
  slipTemplates: slipTemplatesPart,
}
