// The sheets themselves: one Typst source each, on the frame. Sizes in print: at least 12 pt to hold, 24 pt to hang.

const margin = (paper: string): string => `#set page(paper: "${paper}", margin: 0pt)\n`;

// The poster in the sizes of A4, A3 and Letter: everything grows with the sheet's width.
const poster = (paper: string): string => `
${margin(paper)}
#let sheet = (u) => (
  block(width: 100%, fill: col("brand"), inset: (x: 18 * u, top: 13 * u, bottom: 12 * u), {
    logo(9.5 * u, ground: "brand")
    v(11 * u)
    set text(fill: col("onBrand"))
    title(19 * u, 174 * u)
    v(9 * u)
    fit(data.lead, 174 * u, 8.8 * u)
  }),
  pad(x: 18 * u, y: 8 * u, steps(8.47 * u, 8.5 * u)),
  block(width: 100%, inset: (x: 18 * u, bottom: 10 * u), {
    block(width: 100%, fill: col("tint"), radius: 4 * u, inset: 4.5 * u, grid(columns: (70 * u, 1fr), column-gutter: 8 * u, align: horizon + start,
      qr(70 * u),
      { text(size: 8.6 * u, say.scan); v(5 * u); typed(11 * u, 82 * u); v(7 * u); text(size: 5.6 * u, fill: col("inkSoft"), say.never) }))
    v(6 * u)
    text(size: 5 * u, fill: col("inkSoft"), data.desk)
  }))
#context { let u = calc.min(page.width / 210, page.height / 297); filled(page.width, page.height, u, sheet) }
`;

type Flier = { paper: string; /** mm. */ u: number; large: boolean };

// In large print nothing is smaller than 18 pt.
const flier = ({ paper, u, large }: Flier): string => `
${margin(paper)}
#let sheet = (u) => (
  block(width: 100%, fill: col("brand"), inset: (x: 10 * u, y: 10 * u), {
    logo(7 * u, ground: "brand")
    v(8 * u)
    set text(fill: col("onBrand"))
    title(13 * u, 128 * u)
    v(6 * u)
    text(size: 5.6 * u, data.lead)
  }),
  pad(x: 10 * u, y: 5 * u, steps(${large ? 6 : 5.4} * u, 5.6 * u)),
  block(inset: (x: 10 * u, bottom: 9 * u), {
    grid(columns: (${large ? 34 : 40} * u, 1fr), column-gutter: 6 * u, align: horizon + start, qr(${large ? 34 : 40} * u),
      { text(size: 5 * u, say.scan); v(3 * u); typed(7 * u, 82 * u); v(4.4 * u); text(size: ${large ? 4.6 : 4.24} * u, fill: col("inkSoft"), say.never) })
    v(5 * u)
    text(size: ${large ? 4.6 : 4.24} * u, fill: col("inkSoft"), data.desk)
  }))
#context { filled(page.width, page.height, ${u}mm, sheet) }
`;

// Folded across the middle: two faces, of which one stands on its head on the sheet and is not read twice.
const tent = `
#set page(paper: "a4", margin: 0pt)
#let side(read) = block(width: 210mm, height: 148.5mm, inset: 14mm, {
  place(top + start, logo(11mm))
  place(horizon + start, block(width: 112mm, { title(38pt, 112mm, read: read); v(7mm); text(size: 16pt, data.lead) }))
  place(horizon + end, block(width: 62mm, fill: col("tint"), radius: 4mm, inset: 6mm, align(center, { qr(50mm); v(4mm); text(size: 12pt, say.scan) })))
  place(bottom + start, typed(26pt, 180mm))
})
#quiet(place(top, rotate(180deg, side(false))))
#quiet(place(top, dy: 148.5mm, line(length: 100%, stroke: (paint: col("line"), dash: "dashed"))))
#place(top, dy: 148.5mm, side(true))
`;

// Ten cards of 85.6 × 54 mm (ISO/IEC 7810 ID-1), cut along the lines; the first of them is read.
const cards = `
#set page(paper: "a4", margin: (x: 19.4mm, y: 13.5mm))
#set par(leading: 0.45em)
#let card(first) = block(width: 85.6mm, height: 54mm, stroke: (paint: col("edge"), thickness: 0.4pt, dash: "dotted"), clip: true, {
  place(top, rect(width: 100%, height: 2.4mm, fill: col("brand")))
  place(top + start, pad(x: 5mm, y: 7mm, logo(6mm)))
  place(top + end, pad(x: 4mm, y: 6mm, qr(26mm)))
  place(bottom + start, block(inset: (x: 5mm, bottom: 4.5mm), {
    if first { heading(level: 1, text(size: 15pt, say.cardTitle)) } else { text(size: 15pt, weight: "bold", say.cardTitle) }
    v(3.2mm)
    typed(15pt, 75mm)
    v(3mm)
    fit(text(dir: ltr, data.deskShort), 75mm, 12pt)
  }))
})
#grid(columns: 2, rows: 5, card(true), ..range(9).map(_ => quiet(card(false))))
`;

// Twelve stickers for screens and desks, 63.5 × 72 mm, as sold for labels.
const stickers = `
#set page(paper: "a4", margin: (x: 7.25mm, y: 4.5mm))
#let sticker(first) = block(width: 63.5mm, height: 72mm, fill: col("brand"), radius: 3mm, inset: 5mm, align(center + horizon, {
  set text(fill: col("onBrand"))
  if first { heading(level: 1, text(size: 15pt, say.cardTitle)) } else { text(size: 15pt, weight: "bold", say.cardTitle) }
  v(4.6mm)
  qr(34mm)
  v(5mm)
  typed(14pt, 53mm, fill: col("onBrand"))
}))
#grid(columns: 3, rows: 4, column-gutter: 2.5mm, sticker(true), ..range(11).map(_ => quiet(sticker(false))))
`;

/** The size of a picture, in pixels. */
export const screenSize = { width: 1920, height: 1080 };

// At one point a pixel.
const screen = `width: ${screenSize.width}pt, height: ${screenSize.height}pt`;

const signage = `
#set page(${screen}, margin: (x: 110pt, y: 90pt), fill: col("brand"))
#set text(fill: col("onBrand"))
#place(top + start, logo(70pt, ground: "brand"))
#place(horizon + start, dy: -20pt, block(width: 1080pt, { title(104pt, 1060pt); v(60pt); text(size: 44pt, data.lead) }))
#place(bottom + start, block(width: 1080pt, text(size: 30pt, data.desk)))
#place(horizon + end, block(width: 560pt, fill: white, radius: 36pt, inset: 50pt, align(center, { qr(460pt); v(36pt); text(size: 34pt, fill: col("ink"), say.scan); v(30pt); typed(46pt, 460pt) })))
`;

// Windows and macOS put clock and sign-in over the middle and the lower edge: the text keeps to the upper third.
const lockScreen = `
#set page(${screen}, margin: (x: 110pt, y: 90pt), fill: col("brand"))
#set text(fill: col("onBrand"))
#place(top + start, {
  logo(64pt, ground: "brand")
  v(70pt)
  heading(level: 1, text(size: 56pt, say.cardTitle))
  v(36pt)
  typed(64pt, 1200pt, fill: col("onBrand"))
})
`;

/** What is printed, with its source after the frame. */
export const sheets = {
  'poster-a4': poster('a4'),
  'poster-a3': poster('a3'),
  'poster-letter': poster('us-letter'),
  flier: flier({ paper: 'a5', u: 1, large: false }),
  'flier-large': flier({ paper: 'a4', u: 1.41, large: true }),
  'table-tent': tent,
  'wallet-card': cards,
  sticker: stickers,
} as const;

/** Pictures of 1920 × 1080 pixels. */
export const screens = { signage, 'lock-screen': lockScreen } as const;

/** The name of a sheet or a picture; its file has it too. */
export type SheetName = keyof typeof sheets | keyof typeof screens;
