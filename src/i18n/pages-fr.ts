/** The pages behind signed links, on which executives answer. */
export const pagesFr = {
  'page.broken': "Cela n'a pas fonctionné",
  'page.brokenWhy':
    "Rien n'a été changé. Revenez en arrière et réessayez ; si cela dure, appelez votre secrétariat.",
}
