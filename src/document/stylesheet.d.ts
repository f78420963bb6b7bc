// Written by the build, beside the hashed files it names: the stylesheet and the script for live updates.
declare module "*/stylesheet.json" {
  const stylesheet: { href: string; live: string };
  export default stylesheet;
}
