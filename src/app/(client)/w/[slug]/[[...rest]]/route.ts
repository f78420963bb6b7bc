import { showWall } from "@/app/(client)/w/serve";

/** `/w/<slug>`, `/w/<slug>/embed` and `/w/<slug>.json`, where Next has to find them. */
export const GET = showWall;
