/** On whose clock the team reads what happened to accounts: clients have a zone of their own, the agency sits in France. */
export const agencyTimeZone = 'Europe/Paris'
