/** What a secretary says of herself; whether she is rung, in a call or writing is seen from what she does. */
export const stationStates = ['available', 'pause', 'off'] as const
export type StationState = (typeof stationStates)[number]

export type Device = 'browser' | 'telephone'
