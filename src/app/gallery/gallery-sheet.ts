/** How the gallery's own page looks; its colours are the product's. */
export const gallerySheet = `
main { max-width: 84rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font: 2rem/1.2 Newsreader, serif }
h2 { font: 1.6rem/1.2 Newsreader, serif; margin: 3rem 0 0 }
h3 { font-size: 1.15rem; font-weight: 600; margin: 2.5rem 0 .75rem }
h4 { font-weight: 600; margin: 0 0 .5rem }
a { color: var(--accent); text-decoration: underline; text-underline-offset: 4px }
.quiet, dt, code { color: var(--muted); font-weight: 400 }
code { font-size: .85rem }
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; margin: 1.5rem 0 }
label { display: grid; gap: .25rem; align-content: start; font-weight: 500; font-size: .9rem }
input, select, textarea, button { min-height: 2.75rem; padding: .4rem .6rem; font: inherit; font-weight: 400;
  color: var(--ink); background: var(--sheet); border: 1px solid var(--edge); border-radius: 4px; width: 100% }
button { width: auto; padding: .4rem 1.5rem; color: var(--on-accent); background: var(--accent); cursor: pointer }
.buttons { grid-column: 1 / -1; display: flex; gap: 1.5rem; align-items: center }
.problem { color: var(--red); font-weight: 500 }
nav ul { columns: 18rem; padding: 1rem 0; border-block: 1px solid var(--hairline) }
nav a { display: inline-block; padding: .3rem 0 }
.samples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24.5rem), 1fr)); gap: 2rem 1.5rem }
article { min-width: 0 }
dl { font-size: .85rem; margin-bottom: .5rem }
dl div { display: grid; grid-template-columns: 7rem 1fr; gap: .5rem }
dt, dd { overflow-wrap: anywhere }
iframe { width: 100%; height: 36rem; border: 1px solid var(--hairline); background: #fff }
iframe.page { height: 44rem; background: var(--ground) }
summary { cursor: pointer; padding: .6rem 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; padding: 1rem; background: var(--sheet);
  border: 1px solid var(--hairline) }
`;
