import type { Channel } from "@/db/enums";

/** How something was said, after a person's name; nothing for what was written on the status page. */
export const spokenBy: Record<Channel, string> = {
  PORTAL: "",
  EMAIL: "by email",
  PHONE: "by phone",
  WHATSAPP: "on WhatsApp",
  SOCIAL: "on social media",
  IN_PERSON: "in person",
};
