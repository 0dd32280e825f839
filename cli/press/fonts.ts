/** The files of the fonts that are printed with, in the compiled folder. */
export const fontFiles = [
  'NotoSans_400Regular.ttf',
  'NotoSans_700Bold.ttf',
  'NotoSansArabic_400Regular.ttf',
  'NotoSansArabic_700Bold.ttf',
];
