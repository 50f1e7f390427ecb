// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "import_hand_made.h"
#include "lead_text.h"

namespace lotse {
namespace {

// Four activities: of the first lead one, of the second none, of the third
// three.
HandMadeArray Activities(std::vector<HandMadeArray> columns) {
  return ListsOf("activities", {0, 1, 1, 4}, StructOf("item", 4, columns));
}

HandMadeArray Kinds() {
  return TextsOf("kind", {"visit", "download", "visit", "fax"});
}

HandMadeArray Times() {
  return FixedOf<int64_t>("occurred_at", "tsu:UTC", {1, 2, 3, 4});
}

FactCatalog RefusingCatalog() {
  Schema schema = ArrowTestSchema();
  schema.unknown_attributes = UnknownAttributes::kRefuse;
  return *CompileFactCatalog(schema);
}

std::string Read(const HandMadeArray& activities) {
  return TextOrError(ImportColumns({activities}));
}

TEST(ActivityImport, ReadsActivitiesWithTheirPayload) {
  const std::string expected =
      " | visit 1970-01-01T00:00:00.000001Z amount=1\n"
      "\n"
      " | download 1970-01-01T00:00:00.000002Z channel=web amount=2"
      " | visit 1970-01-01T00:00:00.000003Z amount=3\n";
  const std::vector<HandMadeArray> columns = {
      Kinds(), Times(), FixedOf<int32_t>("amount", "i", {1, 2, 3, 4}),
      TextsOf("channel", {"", "web", "", ""})};
  HandMadeArray lists = Activities(columns);
  // The channel of one is a missing value, so the order is that of the slots.
  EXPECT_EQ(Read(lists), expected);
  lists.format = "+L";
  lists.buffers[1] = BytesOfValues(std::vector<int64_t>{0, 1, 1, 4});
  EXPECT_EQ(Read(lists), expected);
  // Behind others, in each of the three arrays.
  HandMadeArray shifted = Activities(columns).Shifted(5);
  for (HandMadeArray& child : shifted.children[0].children) {
    child = child.Shifted(3);
  }
  EXPECT_EQ(Read(shifted), expected);
}

TEST(ActivityImport, ReadsKindsByDictionaryAndTimesAsTexts) {
  EXPECT_EQ(Read(Activities(
                {DictionaryOf(FixedOf<uint8_t>("kind", "C", {1, 0, 1, 2}),
                              TextsOf("", {"download", "visit", "fax"})),
                 TextsOf("occurred_at", {"2026-11-23", "2026-11-23T09:00:00Z",
                                         "2026-11-24", "2026-11-25"})})),
            " | visit 2026-11-23T00:00:00Z\n\n | download 2026-11-23T09:00:00Z"
            " | visit 2026-11-24T00:00:00Z\n");
}

TEST(ActivityImport, MakesErrorsOfTheLeadOnly) {
  EXPECT_EQ(Read(Activities({Kinds(), TextsOf("occurred_at",
                                              {"soon", "2026-11-23",
                                               "2026-11-23", "2026-11-23"})})),
            "error: activities[0].occurred_at: must be a time, such as "
            "2026-11-23T09:00:00Z, or a date\n\n | download "
            "2026-11-23T00:00:00Z | visit 2026-11-23T00:00:00Z\n");
  HandMadeArray times = Times();
  times.WithValidity({true, true, false, true});
  EXPECT_EQ(Read(Activities({Kinds(), times})),
            " | visit 1970-01-01T00:00:00.000001Z\n\n"
            "error: activities[1].occurred_at: is missing\n");
  EXPECT_EQ(Read(Activities(
                {Kinds(), FixedOf<int64_t>("occurred_at", "tsu:", {0, 1, 1, 1}),
                 FixedOf<float>("amount", "f", {1, 2, 0.0f / 0.0f, 4})})),
            "error: activities[0].occurred_at: is missing\n\n"
            "error: activities[1].amount: must be a finite number\n");
}

TEST(ActivityImport, RefusesUnknownKindsOnlyIfTheSchemaSaysSo) {
  const HandMadeArray leads = StructOf("", 3, {Activities({Kinds(), Times()})});
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, RefusingCatalog())),
            " | visit 1970-01-01T00:00:00.000001Z\n\n"
            "error: activities[2].kind: is not in the schema\n");
}

TEST(ActivityImport, RefusesIdsThatStandTwice) {
  const std::string error =
      " | visit 1970-01-01T00:00:00.000001Z\n\n"
      "error: activities[2].id: stands twice\n";
  const auto read = [](const HandMadeArray& ids) {
    return Read(Activities({ids, Kinds(), Times()}));
  };
  // The first lead's may be those of others.
  EXPECT_EQ(read(TextsOf("id", {"b", "a", "b", "a"})), error);
  EXPECT_EQ(read(TextsOf("id", {"b", "a", "b", "a"}, "vu")), error);
  EXPECT_EQ(read(FixedOf<uint16_t>("id", "S", {2, 1, 2, 1})), error);
  EXPECT_EQ(read(DictionaryOf(FixedOf<uint8_t>("id", "C", {1, 0, 1, 0}),
                              TextsOf("", {"a", "b"}))),
            error);
  const std::string good =
      " | visit 1970-01-01T00:00:00.000001Z\n\n"
      " | download 1970-01-01T00:00:00.000002Z"
      " | visit 1970-01-01T00:00:00.000003Z\n";
  EXPECT_EQ(read(TextsOf("id", {"", "", "", ""})), good);
  EXPECT_EQ(read(TextsOf("id", {"a", "a", "b", "c"})), good);
  EXPECT_EQ(read(FixedOf<int64_t>("id", "l", {7, 7, 8, 9})), good);
  HandMadeArray missing = FixedOf<int64_t>("id", "l", {7, 7, 7, 7});
  missing.WithValidity({true, true, false, false});
  EXPECT_EQ(read(missing), good);
}

TEST(ActivityImport, RefusesIdsThatAreNone) {
  EXPECT_EQ(Read(Activities(
                {FixedOf<double>("id", "g", {1, 2, 3, 4}), Kinds(), Times()})),
            "!activities.id: must be a text or an integer; the column's Arrow "
            "format is \"g\"");
  EXPECT_EQ(Read(Activities(
                {TextsOf("id", {"a", "b", "\xFF", "d"}), Kinds(), Times()})),
            " | visit 1970-01-01T00:00:00.000001Z\n\n"
            "error: activities[1].id: is no valid UTF-8\n");
}

TEST(ActivityImport, ReadsListsOfOneSize) {
  HandMadeArray lists = Activities(
      {TextsOf("kind", {"visit", "visit", "download", "visit"}), Times()});
  lists.format = "+w:2";
  lists.length = 1;
  lists.offset = 1;
  lists.buffers = {std::nullopt};
  EXPECT_EQ(Read(lists),
            " | download 1970-01-01T00:00:00.000003Z"
            " | visit 1970-01-01T00:00:00.000004Z\n");
}

TEST(ActivityImport, DoesNotLookAtPayloadOfUnknownKinds) {
  EXPECT_EQ(Read(Activities(
                {Kinds(), Times(), TextsOf("page", {"a", "b", "c", "\xFF"})})),
            " | visit 1970-01-01T00:00:00.000001Z page=a\n\n"
            " | download 1970-01-01T00:00:00.000002Z page=b"
            " | visit 1970-01-01T00:00:00.000003Z page=c\n");
}

TEST(ActivityImport, DoesNotLookAtListsThatAreMissing) {
  HandMadeArray lists = Activities(
      {Kinds(), FixedOf<int64_t>("occurred_at", "tsu:", {1, 0, 0, 0})});
  lists.WithValidity({true, true, false});
  EXPECT_EQ(Read(lists), " | visit 1970-01-01T00:00:00.000001Z\n\n\n");
}

TEST(ActivityImport, RefusesStructsThatAreMissing) {
  HandMadeArray lists = Activities({Kinds(), Times()});
  lists.children[0].WithValidity({true, true, false, true});
  EXPECT_EQ(Read(lists),
            " | visit 1970-01-01T00:00:00.000001Z\n\n"
            "error: activities[1]: is missing\n");
}

TEST(ActivityImport, RefusesStructsWithoutWhatIsNeeded) {
  EXPECT_EQ(Read(Activities({Kinds()})),
            "!activities: there is no column \"occurred_at\"");
  EXPECT_EQ(Read(Activities({Times()})),
            "!activities: there is no column \"kind\"");
  EXPECT_EQ(Read(Activities({Kinds(), Times(), Times()})),
            "!activities.occurred_at: stands twice");
  EXPECT_EQ(
      Read(Activities({Kinds(), Times(), TextsOf("amount", {"", "", "", ""})})),
      "!activities.amount: must be a finite number; the column's Arrow "
      "format is \"u\"");
}

TEST(ActivityImport, RefusesBadArraysInside) {
  HandMadeArray kinds = Kinds();
  kinds.buffers[1] = BytesOfValues(std::vector<int32_t>{0, 5, 4, 9, 9});
  EXPECT_EQ(Read(Activities({kinds, Times()})),
            "!activities.kind: its offsets are negative or decrease");
  HandMadeArray times = Times();
  times.length = 3;
  EXPECT_EQ(Read(Activities({Kinds(), times})),
            "!activities.occurred_at: has 3 values where 4 are needed");
}

}  // namespace
}  // namespace lotse
