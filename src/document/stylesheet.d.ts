// Written by the build, beside the hashed stylesheet it names.
declare module "*/stylesheet.json" {
  const stylesheet: { href: string };
  export default stylesheet;
}
