/** A paper as print, in Typst: a head in the brand, running lines, and parts as they come. What it says comes as data. */
export const paperSource = `
#let data = json(bytes(sys.inputs.data))
#let col = (k) => rgb(data.colors.at(k))
#let soft = col("inkSoft")
#set document(title: data.title + " – " + data.organization, author: data.organization, date: none)
#let digits(n) = str(n).clusters().map((one) => data.digits.at(int(one))).join()
#let paged(here, all) = data.page.map((one) => if one == "page" { digits(here) } else if one == "pages" { digits(all) } else { one }).join()
#set page(paper: data.paper, margin: (x: 22mm, top: 26mm, bottom: 24mm),
  header: context if counter(page).get().first() > 1 {
    set text(size: 8.5pt, fill: soft)
    grid(columns: (1fr, auto), column-gutter: 8mm, data.title, data.shortName)
    v(-2pt)
    line(length: 100%, stroke: 0.5pt + col("line"))
  } else { place(top + left, dx: -22mm, rect(width: 100% + 44mm, height: 5mm, fill: col("brand"))) },
  footer: context {
    set text(size: 8.5pt, fill: soft)
    grid(columns: (1fr, auto), column-gutter: 8mm, data.address, paged(counter(page).get().first(), counter(page).final().first()))
  })
#set text(font: ("Noto Sans", "Noto Sans Arabic"), lang: data.lang, fill: col("ink"), size: 10.5pt)
#set par(leading: 0.72em, spacing: 0.95em)
#set list(spacing: 0.8em, indent: 0pt, body-indent: 0.7em)
#set enum(spacing: 0.8em, indent: 0pt, body-indent: 0.7em)
#show heading: set par(leading: 0.5em)
#show heading.where(level: 1): it => block(above: 0pt, below: 13pt, text(size: 25pt, weight: "bold", it.body))
#show heading.where(level: 2): it => block(above: 20pt, below: 9pt, sticky: true, text(size: 13.5pt, weight: "bold", it.body))
#show raw: set text(font: ("Noto Sans", "Noto Sans Arabic"), size: 8.5pt, dir: ltr)
#show link: set text(fill: col("link"))
#let runs(all) = all.map((one) => if "url" in one { link(one.url, one.text) } else { one.text }).join()
#let tick = box(width: 3.4mm, height: 3.4mm, radius: 0.6mm, stroke: 1pt + col("edge"), baseline: 0.5mm)
#let lined(part) = {
  set text(size: if part.widths.len() > 4 { 8.5pt } else { 9.5pt })
  set par(leading: 0.6em, justify: false)
  set table.cell(breakable: false)
  table(columns: part.widths.map((one) => one * 1fr), stroke: none, column-gutter: 3mm,
    inset: (x: 0pt, y: if part.tall { 9mm } else { 2.1mm }), align: start + top,
    table.header(..part.head.map((one) => table.cell(inset: (x: 0pt, top: 0pt, bottom: 1.8mm), text(weight: "bold", fill: soft, one))), table.hline(stroke: 1pt + col("edge"))),
    ..part.rows.map((row) => (..row, table.hline(stroke: 0.5pt + col("line")))).flatten())
}
#let number(n) = pdf.artifact(box(width: 6.4mm, height: 6.4mm, radius: 50%, fill: col("brand"), align(center + horizon, text(size: 9pt, weight: "bold", fill: col("onBrand"), digits(n)))))
#let step(n, one) = if one.picture == none { grid(columns: (9mm, 1fr), align: horizon + start, number(n), one.text) } else {
  grid(columns: (9mm, 1fr), align: top + start, row-gutter: 4mm, number(n), pad(top: 0.8mm, one.text), [],
    block(width: 47mm, stroke: 0.6pt + col("line"), radius: 2mm, clip: true, image("/" + one.picture.path, width: 100%, alt: one.picture.alt)))
}
// Two to a row, each a list's item of its own: the second one takes no height, and is placed beside the first.
#let sides(items, gap) = items.enumerate().map(((i, one)) => layout(room => {
  let half = (room.width - 8mm) / 2
  let first = i - calc.rem(i, 2)
  let high = calc.max(..items.slice(first, calc.min(first + 2, items.len())).map((each) => measure(width: half, step(1, each)).height))
  let cell = block(width: half, height: high, step(i + 1, one))
  if i == first { block(breakable: false, width: 100%, height: high, cell) }
  else { block(width: 100%, height: 0pt, place(top + start, dx: (if data.dir == "rtl" { -1 } else { 1 }) * (half + 8mm), dy: -high - gap, cell)) }
}))
#let steps(part) = {
  let pictured = part.items.any((one) => one.picture != none)
  let gap = if pictured { 4mm } else { 1.3em }
  set list(marker: none, body-indent: 0pt, spacing: gap)
  list(..if pictured { sides(part.items, gap) } else { part.items.enumerate().map(((i, one)) => block(breakable: false, width: 100%, step(i + 1, one))) })
}
#let shown(part) = {
  if part.kind == "heading" { heading(level: 2, part.text) }
  else if part.kind == "text" { par(runs(part.runs)) }
  else if part.kind == "list" { list(marker: text(fill: soft, "•"), ..part.items) }
  else if part.kind == "ordered" { enum(numbering: (n) => text(fill: soft, digits(n) + "."), ..part.items) }
  else if part.kind == "checks" { list(marker: tick, ..part.items) }
  else if part.kind == "table" { lined(part) }
  else if part.kind == "answer" { heading(level: 2, part.question); par(part.answer) }
  else if part.kind == "steps" { steps(part) }
  else if part.kind == "code" { block(below: 5pt, sticky: true, text(weight: "bold", part.label)); block(width: 100%, fill: col("sunken"), radius: 1.5mm, inset: 3mm, raw(part.code, block: true)) }
}
#if data.logo != none { image(data.logo, height: 9mm, alt: data.organization); v(5mm) }
#heading(level: 1, data.title)
#if data.lead != none { par(text(size: 12.5pt, fill: soft, data.lead)) }
#v(2mm)
#for part in data.parts { shown(part) }
`;
