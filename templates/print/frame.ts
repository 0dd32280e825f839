// What every sheet is set with, in Typst. What a tenant says comes as data, never as source: no name can be a command.

/** The source that all sheets begin with. */
export const frame = `
#let data = json(bytes(sys.inputs.data))
#let say = data.words
#let col = (k) => rgb(data.colors.at(k))
#set document(title: data.question + " " + data.promise, author: data.organization, date: none)
#set text(font: ("Noto Sans", "Noto Sans Arabic"), lang: data.lang, fill: col("ink"), size: 12pt)
#set par(leading: 0.6em, spacing: 0pt)
#show heading: set block(above: 0pt, below: 0pt)
#set block(spacing: 0pt)
// What comes again, or says nothing, isn't read.
#let quiet(body) = pdf.artifact(body)
#let logo(height, ground: "paper") = {
  if data.logo == none { text(size: height * 0.72, weight: "bold", fill: if ground == "brand" { col("onBrand") } else { col("ink") }, data.organization) }
  else {
    let pic = image(data.logo, height: height, alt: data.organization)
    if ground == "brand" { box(fill: white, radius: height * 0.22, inset: (x: height * 0.4, y: height * 0.3), pic) } else { pic }
  }
}
#let qr(size) = box(fill: white, radius: size * 0.04, image("/qr.svg", width: size, height: size, alt: say.qr))
// One line, whatever its length: smaller where there is less room.
#let fit(body, room, size) = context {
  let wide = measure(text(size: size, body)).width
  text(size: if wide > room { size * (room / wide) } else { size }, body)
}
#let typed(size, room, fill: none) = fit(text(weight: "bold", fill: if fill == none { col("link") } else { fill }, dir: ltr, data.address), room, size)
// Question and promise, each on its line, as large as the longer one allows.
#let title(size, room, read: true) = context {
  let bold = text.with(weight: "bold", tracking: if data.lang == "ar" { 0pt } else { -0.01em })
  let wide = calc.max(..(data.question, data.promise).map((line) => measure(bold(size: size, line)).width))
  set par(leading: 0.42em)
  let both = bold(size: if wide > room { size * (room / wide) } else { size }, { data.question; linebreak(); data.promise })
  if read { heading(level: 1, both) } else { block(both) }
}
#let count(n, size) = box(width: size, height: size, radius: 50%, fill: col("brand"), align(center + horizon, text(size: size * 0.5, weight: "bold", fill: col("onBrand"), str(n))))
// Lines of one step stand closer than two steps do.
#let steps(size, gap) = grid(columns: (size * 2, 1fr), column-gutter: size * 0.8, row-gutter: gap, align: horizon + start,
  ..data.steps.enumerate().map(((i, step)) => (quiet(count(i + 1, size * 2)), { set par(leading: if data.lang == "ar" { 0.6em } else { 0.45em }); text(size: size, step) })).flatten())
// A sheet's head, middle and foot, as large as fits: longer languages and names get smaller letters, never a second page.
#let filled(width, height, u, build) = context {
  let high = (k) => build(u * k).map((part) => measure(width: width, part).height).sum()
  // Twenty-five steps down to a half, of which the first that fits is looked for by halves.
  let (large, step) = (0, 25)
  if high(1.0) <= height { step = 0 }
  while step - large > 1 {
    let half = calc.quo(large + step, 2)
    if high(1.0 - half * 0.02) > height { large = half } else { step = half }
  }
  let k = 1.0 - step * 0.02
  let (top, middle, bottom) = build(u * k)
  block(width: width, height: height, grid(columns: 100%, rows: (auto, 1fr, auto), top, align(horizon, middle), bottom))
}
`;
