-- Emails that went out through a mail server of the install's own.
ALTER TYPE "Transport" ADD VALUE 'SMTP';
