/** When and where on earth somebody says something. */
export type Moment = { readonly now: Date; readonly timeZone: string }
