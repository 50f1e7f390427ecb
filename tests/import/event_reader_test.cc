// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/event_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

Instant At(const char* text) { return Instant::Parse(text).value(); }

absl::StatusOr<std::unique_ptr<EventReader>> Open(std::string text) {
  return EventReader::Create(
      TextByteSource(std::move(text)),
      [](absl::string_view json) -> absl::StatusOr<LoggedEvent> {
        if (json.find("bad") != absl::string_view::npos) {
          return absl::InvalidArgumentError("line 1, column 3: is no JSON");
        }
        LoggedEvent logged;
        if (json != "{}") logged.lead_id = std::string(json);
        return logged;
      });
}

std::vector<EventRecord> ReadAll(EventReader* reader) {
  std::vector<EventRecord> all;
  EventRecord record;
  while (reader->Next(&record)) all.push_back(record);
  EXPECT_THAT(reader->status(), IsOk());
  return all;
}

TEST(EventReader, HandsLinesOfNdjsonToTheDecoder) {
  const auto reader = Open("{1}\n\n{bad}\r\n{}\n{2}");
  ASSERT_THAT(reader, IsOk());
  const std::vector<EventRecord> all = ReadAll(reader->get());
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].logged.lead_id, "{1}");
  EXPECT_EQ(all[1].line, 3);
  EXPECT_EQ(all[1].status.message(), "line 3, column 3: is no JSON");
  EXPECT_EQ(all[2].status.message(), "line 4: lead_id: is missing");
  EXPECT_EQ(all[3].logged.lead_id, "{2}");
}

TEST(EventReader, ReadsCsvWithItsOwnNames) {
  const auto reader = Open(
      "lead_id;event;occurred_at;id;role;reason;unknown\n"
      "L-1;reject;2026-11-23T10:00:00+01:00;E-1;sales;no_need;x\n"
      "L-2;capture;2026-11-24;;;;\n");
  ASSERT_THAT(reader, IsOk());
  const std::vector<EventRecord> all = ReadAll(reader->get());
  ASSERT_EQ(all.size(), 2u);
  ASSERT_THAT(all[0].status, IsOk());
  const LeadEvent& event = all[0].logged.event;
  EXPECT_EQ(all[0].logged.lead_id, "L-1");
  EXPECT_EQ(event.id, "E-1");
  EXPECT_EQ(event.event, "reject");
  EXPECT_EQ(event.occurred_at, At("2026-11-23T09:00:00Z"));
  EXPECT_EQ(event.actor.kind, ActorKind::kPerson);
  EXPECT_EQ(event.actor.role, "sales");
  EXPECT_EQ(event.reason, "no_need");
  // Without an id the event and its time are one.
  EXPECT_EQ(all[1].logged.event.id, "capture@2026-11-24T00:00:00Z");
  EXPECT_EQ(all[1].logged.event.actor.kind, ActorKind::kUnspecified);
}

TEST(EventReader, ReadsLogsOfProcessMining) {
  const auto reader = Open(
      "Case:concept:name,concept:name,time:timestamp,org:resource,"
      "lifecycle:transition\n"
      "17,accept,2026-11-23 09:00:00,u-4,\n"
      "17,promote,2026-11-23 10:00:00.250000+00:00,u-4,start\n"
      "17,promote,2026/11/23 10:00:00.25,u-4,complete\n"
      "17,win,23.11.2026 11:00,u-4,\n");
  ASSERT_THAT(reader, IsOk());
  const std::vector<EventRecord> all = ReadAll(reader->get());
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].logged.lead_id, "17");
  EXPECT_EQ(all[0].logged.event.occurred_at, At("2026-11-23T09:00:00Z"));
  EXPECT_EQ(all[0].logged.event.actor.id, "u-4");
  EXPECT_EQ(all[1].logged.event.occurred_at, At("2026-11-23T10:00:00.25Z"));
  EXPECT_EQ(all[1].logged.event.id, "promote start@2026-11-23T10:00:00.25Z");
  EXPECT_EQ(all[2].logged.event.occurred_at, At("2026-11-23T10:00:00.25Z"));
  EXPECT_EQ(all[2].logged.event.id, "promote complete@2026-11-23T10:00:00.25Z");
  EXPECT_EQ(all[3].logged.event.occurred_at, At("2026-11-23T11:00:00Z"));
}

TEST(EventReader, NamesBadRowsAndGoesOn) {
  const auto reader = Open(
      "lead,event,at,mode,actor_kind\n"
      ",capture,2026-11-23,,\n"
      "L-1,capture,yesterday,,\n"
      "L-1,capture,2026-11-23,often,\n"
      "L-1,capture,2026-11-23,,somebody\n"
      "L-1,capture,2026-11-23,historical,machine\n");
  ASSERT_THAT(reader, IsOk());
  const std::vector<EventRecord> all = ReadAll(reader->get());
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[0].status.message(), "line 2: lead_id: is missing");
  EXPECT_THAT(std::string(all[1].status.message()),
              HasSubstr("line 3: occurred_at: must be a time"));
  EXPECT_THAT(std::string(all[1].status.message()),
              ::testing::Not(HasSubstr("yesterday")));
  EXPECT_THAT(std::string(all[2].status.message()), HasSubstr("mode: must be"));
  EXPECT_THAT(std::string(all[3].status.message()),
              HasSubstr("actor_kind: must be"));
  ASSERT_THAT(all[4].status, IsOk());
  EXPECT_EQ(all[4].logged.event.mode, EventMode::kHistorical);
  EXPECT_EQ(all[4].logged.event.actor.kind, ActorKind::kMachine);
}

TEST(EventReader, NamesColumnsThatAreMissingOrTwice) {
  EXPECT_THAT(std::string(Open("lead_id,occurred_at\n").status().message()),
              HasSubstr("has no column event"));
  EXPECT_THAT(
      std::string(Open("lead,case,event,at\n1,1,a,b\n").status().message()),
      HasSubstr("two columns for lead_id"));
}

TEST(EventReader, TakesAnEmptyFileForAnEmptyLog) {
  const auto reader = Open("");
  ASSERT_THAT(reader, IsOk());
  EXPECT_TRUE(ReadAll(reader->get()).empty());
}

}  // namespace
}  // namespace lotse
