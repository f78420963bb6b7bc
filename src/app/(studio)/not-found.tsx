import { Nowhere } from "@/app/nowhere";

export default Nowhere;
