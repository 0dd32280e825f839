// Only the colour spaces that CSS has and the maths needs: the whole of culori takes twice as long to load.
import {
  clampChroma,
  formatHex,
  modeHsl,
  modeHwb,
  modeLab,
  modeLch,
  modeLrgb,
  modeOklab,
  modeOklch,
  modeP3,
  modeRgb,
  modeXyz50,
  modeXyz65,
  parse,
  useMode,
  wcagContrast,
} from 'culori/fn';

for (const mode of [
  modeRgb,
  modeLrgb,
  modeHsl,
  modeHwb,
  modeXyz65,
  modeXyz50,
  modeLab,
  modeLch,
  modeOklab,
  modeP3,
])
  useMode(mode);

/** Any colour in OKLCH. */
export const toOklch = useMode(modeOklch);
export { clampChroma, formatHex, parse, wcagContrast };
