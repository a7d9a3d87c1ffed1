-- The region of interest of a task: left, top, width and height as shares of the image's sides.
alter table task add column region varchar(100) not null default '0,0,1,1';

-- That which a part of a job is learned with.
alter table job_task add column region varchar(100) not null default '0,0,1,1';
