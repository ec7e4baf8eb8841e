/** Deliveries and their fate. */
export const queueFr = {}
