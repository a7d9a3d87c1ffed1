-- What somebody wanted otherwise than the preset has it.
alter table job add column input_size integer;
alter table job add column bank_size integer;
alter table job add column epochs integer;
alter table job add column false_alarm_rate double precision;

-- How long learning took, of parts that were learned at one go.
alter table job_task add column learn_millis bigint;
