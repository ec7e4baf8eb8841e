/** Of somebody about whom nothing else was said. */
export const usualPriority = 5

/** A client that is hers: whether its calls ring at her first, and how soon among those alike. */
export type Assigned = { readonly clientId: number; readonly regular: boolean; readonly priority: number }

/** As nothing else was said of it. */
export const isUsual = ({ regular, priority }: Pick<Assigned, 'regular' | 'priority'>): boolean =>
  !regular && priority === usualPriority
