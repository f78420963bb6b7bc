-- When the next lease ends is asked after each delivery: found at once, however many emails are due.
CREATE INDEX "Email_leasedUntil_idx" ON "Email"("leasedUntil");
