// Cuts fonts down to what pages use: node packaging/fonts.cjs '[{"from", "to", "ranges"}, …]'
// Weights below 400 and above 700 go, and letters of languages that a font of the reader's own has.
// Every feature stays: Arabic letters join by them, figures stand in columns by them.
const fs = require("fs");
const subset = require("subset-font");

const WEIGHTS = { wght: { min: 400, max: 700 } };

function letters(ranges) {
  const found = [];
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code += 1) found.push(String.fromCodePoint(code));
  }
  return found.join("");
}

(async () => {
  for (const { from, to, ranges } of JSON.parse(process.argv[2])) {
    const options = { targetFormat: "woff2", variationAxes: WEIGHTS };
    fs.writeFileSync(to, await subset(fs.readFileSync(from), letters(ranges), options));
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
