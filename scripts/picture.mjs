// Draws the picture in README anew, from the demo of a running Uptomark:
//   npm start, then node scripts/picture.mjs http://localhost:3000
import { chromium } from "@playwright/test";
import sharp from "sharp";

const [address = "http://localhost:3000"] = process.argv.slice(2);
const HEIGHT = 800;
const GAP = 10;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
const studio = await browser.newPage({ viewport: { width: 1016, height: HEIGHT } });
await studio.goto(`${address}/sign-in`);
await studio.getByRole("button", { name: "Open the demo studio" }).click();
await studio.waitForURL("**/today");
const today = await studio.screenshot();
await studio.goto(`${address}/projects?view=timeline`);
const weeks = await studio.screenshot();
await studio.goto(`${address}/clients`);
await studio.getByRole("link", { name: "Duarte Lighthouse Tours" }).click();
const link = await studio.getByRole("textbox", { name: /Ines Duarte.s page/ }).inputValue();
const client = await browser.newPage({ viewport: { width: 374, height: HEIGHT } });
await client.goto(link);
const page = await client.screenshot();
await browser.close();

const shots = await Promise.all(
  [today, page, weeks].map((shot) =>
    sharp(shot).resize({ height: 640 }).toBuffer({ resolveWithObject: true }),
  ),
);
let left = GAP;
const parts = shots.map(({ data, info }) => {
  const part = { input: data, left, top: GAP };
  left += info.width + GAP;
  return part;
});
await sharp({
  create: { width: left, height: 640 + 2 * GAP, channels: 3, background: "#e4dfd4" },
})
  .composite(parts)
  .png({ palette: true })
  .toFile("docs/picture.png");
