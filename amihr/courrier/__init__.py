"""The outbox: mails are rows of the business transaction, sent after it by the worker."""
