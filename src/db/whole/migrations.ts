/** The migrations of this program, and how they are applied: the scripts bring up every database. */
export { migrateWithin, readMigrations } from "../../../scripts/migrate.mjs";
