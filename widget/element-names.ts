/** The elements that can be put into a page, as the tokens' CSS selects them. */
export const everyElement =
  ':where(keyturn-reset,keyturn-change,keyturn-register,keyturn-reminder,keyturn-access)';
