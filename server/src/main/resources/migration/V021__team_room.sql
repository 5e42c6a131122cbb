-- swarm: questions in a team's room about a customer, and their answers.
create table question (
    id         bigint generated always as identity primary key,
    key        text not null unique,
    customer   bigint not null references customer,
    matter     bigint references matter,
    team       bigint not null references team,
    agent      bigint not null references agent,
    text       text not null,
    at         timestamptz not null,
    settled    timestamptz,
    settled_by bigint references agent
);
create index question_open on question (team, at desc, id desc) where settled is null;
create index question_settled on question (team, settled desc, id desc) where settled is not null;
create index question_agent on question (agent, at desc);
create index question_customer on question (customer);

-- Who was asked by name.
create table question_named (
    question bigint not null references question,
    agent    bigint not null references agent,
    primary key (question, agent)
);
create index question_named_agent on question_named (agent);

create table answer (
    id       bigint generated always as identity primary key,
    key      text not null unique,
    question bigint not null references question,
    agent    bigint not null references agent,
    text     text not null,
    at       timestamptz not null
);
create index answer_question on answer (question, at, id);

-- Lines that are painted anew when what they tell of goes on.
create index timeline_entry_ref on timeline_entry (kind, ref) where kind in ('HAND_OVER', 'ROOM');

-- promise: what else a hand-over card says, and whether the customer is told who has it now.
alter table hand_over
    add column dont_ask  text not null default '',
    add column mood      text not null default '' check (mood in ('', 'GLAD', 'CALM', 'WORRIED', 'UPSET')),
    add column next_step text not null default '',
    add column tell      boolean not null default false;
create index hand_over_customer on hand_over (customer);
