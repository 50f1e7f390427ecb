// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/proto/bytes.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/wire_reader.h"
#include "tests/proto/random_struct.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/random_source.h"

namespace lotse::proto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Varint(uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) {
    out += static_cast<char>((value & 0x7F) | 0x80);
  }
  return out + static_cast<char>(value);
}

std::string Tag(int number, WireType type) {
  return Varint(MakeTag(number, type));
}

std::string Nested(int number, const std::string& bytes) {
  return absl::StrCat(Tag(number, kLengthDelimited), Varint(bytes.size()),
                      bytes);
}

std::string Double(int number, double value) {
  std::string out = Tag(number, kFixed64);
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  for (int i = 0; i < 8; ++i) out += static_cast<char>(bits >> (8 * i));
  return out;
}

template <typename T>
std::string ErrorOf(const std::string& bytes) {
  const absl::StatusOr<T> result = FromBytes<T>(bytes);
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(result.status().message());
}

TEST(MessageName, HasThePackage) {
  EXPECT_EQ(MessageName<Facts>(), "lotse.v1.Facts");
  EXPECT_EQ(MessageName<SpecIssueList>(), "lotse.v1.SpecIssueList");
}

TEST(ToBytes, IsEmptyForADefaultStruct) {
#define LOTSE_EXPECT(name) EXPECT_EQ(ToBytes(name()), "") << #name;
  LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
}

TEST(FromBytes, OfNothingIsADefaultStruct) {
#define LOTSE_EXPECT(name) EXPECT_EQ(*FromBytes<name>(""), name()) << #name;
  LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
}

TEST(ToBytes, KeepsPresenceApartFromDefaults) {
  ScoringSpec spec;
  spec.min = Points();
  EXPECT_EQ(ToBytes(spec), Double(3, 0));
  Value value;
  value.kind = false;
  EXPECT_EQ(ToBytes(value), Tag(1, kVarint) + Varint(0));
  Facts facts;
  facts.company.emplace();
  EXPECT_EQ(ToBytes(facts), Nested(3, ""));
  EXPECT_EQ(*FromBytes<Facts>(ToBytes(facts)), facts);
}

TEST(ToBytes, WritesMinusZeroAsZero) {
  Value minus;
  minus.kind = -0.0;
  Value zero;
  zero.kind = 0.0;
  EXPECT_EQ(ToBytes(minus), ToBytes(zero));
  EXPECT_FALSE(
      std::signbit(std::get<double>(FromBytes<Value>(Double(3, -0.0))->kind)));
}

template <typename T>
void ExpectRoundTrip(RandomSource* random) {
  const T value = MakeRandomStruct<T>(random);
  const std::string bytes = ToBytes(value);
  const absl::StatusOr<T> read = FromBytes<T>(bytes);
  ASSERT_TRUE(read.ok()) << MessageName<T>() << " " << read.status();
  EXPECT_EQ(*read, value) << MessageName<T>();
  EXPECT_EQ(ToBytes(*read), bytes) << MessageName<T>();
}

TEST(FromBytes, ReadsWhatToBytesWrote) {
  for (uint64_t seed : RandomSeeds(200)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
#define LOTSE_EXPECT(name) ExpectRoundTrip<name>(&random);
    LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
    if (HasFailure()) return;
  }
}

// Lists get room for all of their elements before the first is read.
TEST(FromBytes, AllocatesAListOnce) {
  Facts facts;
  for (int i = 0; i < 50; ++i) {
    facts.lead.attributes.push_back(
        {absl::StrCat("a", i), Value{int64_t{i}}, {}, ""});
  }
  const std::string bytes = ToBytes(facts);
  const size_t before = Allocations();
  const absl::StatusOr<Facts> read = FromBytes<Facts>(bytes);
  const size_t allocations = Allocations() - before;
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->lead.attributes.size(), 50u);
  EXPECT_EQ(allocations, 1u);
}

TEST(FromBytes, SkipsUnknownFields) {
  const std::string unknown = absl::StrCat(
      Tag(100, kVarint), Varint(7), Double(101, 1), Nested(102, "anything\xFF"),
      Varint(103 << 3 | 5), "1234", Varint(104 << 3 | 3), Tag(1, kVarint),
      Varint(1), Varint(104 << 3 | 4));
  const absl::StatusOr<Lead> lead =
      FromBytes<Lead>(absl::StrCat(unknown, Nested(1, "L-1"), unknown));
  ASSERT_TRUE(lead.ok()) << lead.status();
  EXPECT_EQ(lead->id, "L-1");
  EXPECT_EQ(ToBytes(*lead), Nested(1, "L-1"));
}

TEST(FromBytes, TakesTheLastOfSeveral) {
  EXPECT_EQ(FromBytes<Lead>(Nested(1, "a") + Nested(1, "b"))->id, "b");
  EXPECT_EQ(*FromBytes<ScoringSpec>(Double(3, 1) + Double(3, 2))->min,
            Points::FromDouble(2));
}

TEST(FromBytes, TakesTheLastKindOfAOneof) {
  const absl::StatusOr<Value> value =
      FromBytes<Value>(Nested(4, "text") + Tag(2, kVarint) + Varint(5));
  EXPECT_EQ(value->kind, Value{int64_t{5}}.kind);
}

TEST(FromBytes, MergesMessages) {
  const std::string lead =
      Nested(1, Nested(1, "L-1") + Nested(8, "")) +
      Nested(1, Nested(4, "crane") + Nested(8, Nested(1, "size")));
  const absl::StatusOr<Facts> facts = FromBytes<Facts>(lead);
  ASSERT_TRUE(facts.ok());
  EXPECT_EQ(facts->lead.id, "L-1");
  EXPECT_EQ(facts->lead.offer, "crane");
  EXPECT_EQ(facts->lead.attributes.size(), 2);

  // The same kind of a oneof is merged, another one in between clears it.
  const std::string list = Nested(7, Nested(1, "a"));
  EXPECT_EQ(
      std::get<TextList>(FromBytes<Value>(list + list)->kind).values.size(), 2);
  EXPECT_EQ(
      std::get<TextList>(FromBytes<Value>(list + Nested(4, "") + list)->kind)
          .values.size(),
      1);

  // Seconds of the first, nanoseconds of the second.
  const std::string since = Nested(3, Tag(1, kVarint) + Varint(100)) +
                            Nested(3, Tag(2, kVarint) + Varint(5000));
  EXPECT_EQ(FromBytes<Attribute>(since)->since, Instant::FromMicros(100000005));
}

TEST(FromBytes, CutsTimesToMicroseconds) {
  const auto instant = [](int64_t seconds, uint64_t nanos) {
    return FromBytes<Attribute>(
               Nested(3, Tag(1, kVarint) +
                             Varint(static_cast<uint64_t>(seconds)) +
                             Tag(2, kVarint) + Varint(nanos)))
        ->since.micros();
  };
  EXPECT_EQ(instant(1, 1999), 1000001);
  EXPECT_EQ(instant(-1, 999999999), -1);
}

TEST(FromBytes, RoundsPointsToNanoPoints) {
  EXPECT_EQ(FromBytes<Rule>(Double(3, 0.1 + 1e-12))->points,
            Points::FromNano(100000000));
}

struct BadBytes {
  const char* what;
  std::string bytes;
  const char* message;
};

TEST(FromBytes, RefusesBadFactsWithTheirPath) {
  const std::string number =
      Nested(1, Nested(8, "") + Nested(8, "") +
                    Nested(8, Nested(2, Double(3, std::nan("")))));
  const BadBytes kCases[] = {
      {"not a number", number,
       "lead.attributes[2].value.number: must be a finite number"},
      {"infinite",
       Nested(1,
              Nested(10, Double(1, std::numeric_limits<double>::infinity()))),
       "lead.assessments[0].probability: must be a finite number"},
      {"wrong wire type", Nested(1, Tag(1, kVarint) + Varint(3)),
       "lead.id: has the wire type 0 instead of 2"},
      {"no UTF-8", Nested(2, "") + Nested(2, Nested(1, "\xC3\x28")),
       "persons[1].id: must be UTF-8 text"},
      {"truncated text",
       Tag(1, kLengthDelimited) + Varint(4) +
           "\x0A\x7F"
           "ab",
       "lead.id: is truncated, or these are no protobuf bytes"},
      {"truncated message", Tag(1, kLengthDelimited) + Varint(4),
       "lead: is truncated, or these are no protobuf bytes"},
      {"half a tag", "\x80", "is truncated, or these are no protobuf bytes"},
      {"half a number",
       Nested(1, Nested(8, Nested(2, Tag(2, kVarint) + "\x80"))),
       "lead.attributes[0].value.integer: is truncated, or these are no "
       "protobuf bytes"},
      {"half a double", Nested(1, Nested(10, Tag(1, kFixed64) + "1234")),
       "lead.assessments[0].probability: is truncated, or these are no "
       "protobuf bytes"},
      {"huge length", Tag(1, kLengthDelimited) + Varint(~uint64_t{0}),
       "lead: is truncated, or these are no protobuf bytes"},
      {"unknown enum value",
       Nested(1, Nested(11, Tag(1, kVarint) + Varint(99))),
       "lead.outcome.kind: has a number that this release has no name for: "
       "update Lotse"},
      {"late time",
       Nested(1, Nested(7, Tag(1, kVarint) + Varint(253402300800))),
       "lead.created_at: must be a time of the years 1 to 9999, with 0 to "
       "999999999 nanoseconds"},
      {"no date", Nested(4, Nested(5, "2026-02-30")),
       "opportunity.expected_close: there is no such day: write "
       "year-month-day, such as 2026-11-23"},
      {"empty date", Nested(4, Nested(5, "")),
       "opportunity.expected_close: not a date: write year-month-day, such as "
       "2026-11-23"}};
  for (const BadBytes& c : kCases) {
    EXPECT_EQ(ErrorOf<Facts>(c.bytes), c.message) << c.what;
  }
}

TEST(FromBytes, RefusesBadSpecsWithTheirPath) {
  const auto category = [](const std::string& bytes) {
    return Nested(4, Nested(6, bytes));
  };
  const std::string mixed =
      Tag(1, kVarint) + Varint(1) + Tag(2, kVarint) + Varint(~uint64_t{0});
  const BadBytes kCases[] = {
      {"too many points", category(Double(3, 4000000.5)),
       "scoring.categories[0].from: must be from -4000000 to 4000000 points"},
      {"infinite points", category(Double(4, -HUGE_VAL)),
       "scoring.categories[0].hysteresis: must be a finite number"},
      {"two signs", category(Nested(5, mixed)),
       "scoring.categories[0].dwell: must be a duration of at most 3652500 "
       "days, seconds and nanoseconds of the same sign"},
      {"unknown type", Nested(3, Nested(1, Tag(2, kVarint) + Varint(9))),
       "schema.person[0].type: has a number that this release has no name for: "
       "update Lotse"}};
  for (const BadBytes& c : kCases) {
    EXPECT_EQ(ErrorOf<EngineSpec>(c.bytes), c.message) << c.what;
  }
}

TEST(FromBytes, RefusesWhatIsNoField) {
  // Field number 0, the end of a group that was not begun, reserved wire types,
  // a group without an end.
  for (const std::string& bytes :
       {std::string("\x00\x00", 2), std::string("\x02\x00", 2),
        Varint(9 << 3 | 4), Varint(9 << 3 | 6), Varint(9 << 3 | 7),
        Varint(9 << 3 | 3)}) {
    EXPECT_EQ(FromBytes<Rule>(bytes).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

// {"none_of": {"conditions": [...]}}, `levels` times.
std::string NestedConditions(int levels) {
  std::string bytes = Nested(1, "x");
  for (int i = 0; i < levels; ++i) bytes = Nested(5, Nested(1, bytes));
  return bytes;
}

TEST(FromBytes, RefusesDeepNesting) {
  const int allowed = static_cast<int>(kMaxDepth) / 2 - 1;
  const absl::StatusOr<Condition> deep =
      FromBytes<Condition>(NestedConditions(allowed));
  ASSERT_TRUE(deep.ok()) << deep.status();
  EXPECT_EQ(ToBytes(*deep), NestedConditions(allowed));
  EXPECT_THAT(ErrorOf<Condition>(NestedConditions(allowed + 1)),
              ::testing::AllOf(StartsWith("none_of.conditions[0].none_of."),
                               HasSubstr(": is nested deeper than 64 levels")));
  EXPECT_THAT(ErrorOf<Condition>(NestedConditions(20000)),
              HasSubstr("is nested deeper than 64 levels"));
  // Unknown groups, which are skipped by recursion.
  const std::string groups(100000, '\x7B');
  EXPECT_THAT(ErrorOf<Condition>(groups), HasSubstr("nested too deeply"));
}

TEST(FromBytes, RefusesTextAboveTheLimit) {
  EXPECT_TRUE(FromBytes<Lead>(Nested(1, std::string(kMaxTextBytes, 'x'))).ok());
  EXPECT_EQ(ErrorOf<Lead>(Nested(1, std::string(kMaxTextBytes + 1, 'x'))),
            "id: has more than 1048576 bytes of text");
}

TEST(FromBytes, RefusesBytesAboveTheLimit) {
  const std::string bytes(kMaxRecordBytes + 1, '\0');
  EXPECT_EQ(ErrorOf<Facts>(bytes),
            "has more than 67108864 bytes: split the input");
}

TEST(FromBytes, TakesARoutingStateWithAsManyLeadsAsMayBeOpen) {
  OpenAssignment open;
  open.lead_id = open.company_id = open.person_id = std::string(40, 'x');
  open.role = "account_manager";
  open.requested_at = *Instant::Parse("9999-12-31T23:59:59.999999Z");
  open.assigned_at = open.requested_at;
  RoutingState state;
  state.assignments = {open};
  EXPECT_LT(ToBytes(state).size() * kMaxOpenAssignments,
            MaxBytes<RoutingState>());
  EXPECT_LT(sizeof(OpenAssignment) * kMaxOpenAssignments,
            8 * MaxBytes<RoutingState>());
}

TEST(FromBytes, RefusesMoreElementsThanTheirBytesStandFor) {
  std::string bytes;
  for (size_t i = 0; i < kMaxRecordBytes / 2; ++i) {
    bytes += '\x12';  // An empty person.
    bytes += '\0';
  }
  EXPECT_THAT(ErrorOf<Facts>(bytes),
              ::testing::AllOf(StartsWith("persons["),
                               HasSubstr("one element too many")));
}

TEST(FromBytes, NeverQuotesValues) {
  const std::string secret = Nested(4, Nested(5, "secret"));
  EXPECT_THAT(ErrorOf<Facts>(secret), Not(HasSubstr("secret")));
}

TEST(FromBytes, TakesAnyBytesWithoutHarm) {
  for (uint64_t seed : RandomSeeds(200)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::string bytes = ToBytes(MakeRandomStruct<EngineSpec>(&random));
    for (int change = 0; change < 20 && !bytes.empty(); ++change) {
      bytes[random.Below(bytes.size())] = static_cast<char>(random.Below(256));
      const absl::StatusOr<EngineSpec> spec = FromBytes<EngineSpec>(
          absl::string_view(bytes).substr(0, random.Below(bytes.size() + 1)));
      if (spec.ok()) {
        EXPECT_EQ(*FromBytes<EngineSpec>(ToBytes(*spec)), *spec);
      }
    }
  }
}

}  // namespace
}  // namespace lotse::proto
