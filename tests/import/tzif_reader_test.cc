// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadTzif on bytes made by hand, and the time zones of this machine compared
// with those that Abseil reads from the same files with code of its own.
#include "lotse/import/tzif_reader.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/calendar/preset_zones.h"
#include "lotse/calendar/time_zone.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

constexpr char kZoneInfo[] = "/usr/share/zoneinfo";

std::string BigEndian(int64_t value, size_t size) {
  std::string out;
  for (size_t i = 0; i < size; ++i) {
    const size_t shift = 8 * (size - 1 - i);
    out += static_cast<char>(static_cast<uint64_t>(value) >> shift & 0xFF);
  }
  return out;
}

struct HandMade {
  char version = '2';
  std::vector<int64_t> times;
  std::vector<int> types;
  std::vector<int64_t> offsets = {3600};
  int64_t leaps = 0;
  std::string footer = "\nCET-1\n";

  std::string Block(size_t time_size) const {
    std::string out = "TZif";
    out += version;
    out.append(15, '\0');
    out += BigEndian(0, 4) + BigEndian(0, 4) + BigEndian(leaps, 4);
    out += BigEndian(static_cast<int64_t>(times.size()), 4);
    out += BigEndian(static_cast<int64_t>(offsets.size()), 4);
    out += BigEndian(4, 4);
    for (int64_t time : times) out += BigEndian(time, time_size);
    for (int type : types) out += static_cast<char>(type);
    for (int64_t offset : offsets) {
      out += BigEndian(offset, 4) + std::string(2, '\0');
    }
    out += std::string("XYZ\0", 4);
    out.append(static_cast<size_t>(leaps) * (time_size + 4), '\0');
    return out;
  }
  std::string Bytes() const {
    if (version == '\0') return Block(4);
    return Block(4) + Block(8) + footer;
  }
};

TEST(ReadTzif, ReadsTransitionsAndRules) {
  HandMade file;
  file.times = {-(int64_t{1} << 59), 0, 1000};
  file.types = {0, 1, 0};
  file.offsets = {3600, -7200};
  ASSERT_OK_AND_ASSIGN(const TimeZoneSpec spec, ReadTzif("X", file.Bytes()));
  EXPECT_EQ(spec.name, "X");
  EXPECT_EQ(spec.rules, "CET-1");
  EXPECT_EQ(spec.initial_offset, Duration::Hours(1));
  ASSERT_EQ(spec.transitions.size(), 2u);
  EXPECT_EQ(spec.transitions[0].at, Instant());
  EXPECT_EQ(spec.transitions[0].utc_offset, Duration::Hours(-2));
  EXPECT_EQ(spec.transitions[1].at, Instant::FromMicros(1000000000));
}

TEST(ReadTzif, ReadsTheOldVersionWithoutRules) {
  HandMade file;
  file.version = '\0';
  file.times = {-1};
  file.types = {0};
  ASSERT_OK_AND_ASSIGN(const TimeZoneSpec spec, ReadTzif("X", file.Bytes()));
  EXPECT_EQ(spec.rules, "");
  ASSERT_EQ(spec.transitions.size(), 1u);
  EXPECT_EQ(spec.transitions[0].at, Instant::FromMicros(-1000000));
}

TEST(ReadTzif, ReadsOneOffsetForEver) {
  HandMade file;
  file.footer = "\n\n";
  ASSERT_OK_AND_ASSIGN(const TimeZoneSpec spec, ReadTzif("X", file.Bytes()));
  ASSERT_OK_AND_ASSIGN(const TimeZone zone, CompileTimeZone(spec));
  EXPECT_EQ(zone.LocalOf(Instant::Min()).utc_offset, Duration::Hours(1));
  EXPECT_EQ(zone.LocalOf(Instant::Max()).utc_offset, Duration::Hours(1));
}

TEST(ReadTzif, LeavesOutWhatIsBeyondTheYear9999) {
  HandMade file;
  file.times = {0, int64_t{1} << 40};
  file.types = {0, 0};
  file.footer = "\nXYZ9\n";
  ASSERT_OK_AND_ASSIGN(const TimeZoneSpec spec, ReadTzif("X", file.Bytes()));
  EXPECT_EQ(spec.rules, "");
  EXPECT_EQ(spec.transitions.size(), 1u);
}

TEST(ReadTzif, RefusesEveryTruncation) {
  HandMade file;
  file.times = {0};
  file.types = {0};
  const std::string bytes = file.Bytes();
  ASSERT_THAT(ReadTzif("X", bytes), IsOk());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(ReadTzif("X", absl::string_view(bytes).substr(0, size)),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << size;
  }
}

TEST(ReadTzif, RefusesInconsistentFiles) {
  const auto refuse = [](const HandMade& file, const char* message) {
    EXPECT_THAT(
        ReadTzif("X", file.Bytes()),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)));
  };
  HandMade file;
  file.version = '9';
  refuse(file, "version");
  file = HandMade();
  file.leaps = 1;
  refuse(file, "leap seconds");
  file = HandMade();
  file.times = {0};
  file.types = {1};
  refuse(file, "no local time type");
  file = HandMade();
  file.offsets = {};
  refuse(file, "no local time type");
  file = HandMade();
  file.times = {5, 5};
  file.types = {0, 0};
  refuse(file, "do not ascend");
  file = HandMade();
  file.offsets = {86400 * 2};
  file.times = {0};
  file.types = {0};
  refuse(file, "time_zone.transitions[0].utc_offset");
  file = HandMade();
  file.footer = "\nnonsense\n";
  refuse(file, "time_zone.rules");
  file = HandMade();
  file.footer = "x";
  refuse(file, "no footer");
  EXPECT_THAT(ReadTzif("", HandMade().Bytes()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("time_zone.name")));
}

TEST(ReadTzif, SurvivesEveryChangedByte) {
  HandMade file;
  file.times = {0, 1000};
  file.types = {0, 1};
  file.offsets = {3600, 7200};
  const std::string bytes = file.Bytes();
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (const char value : {'\0', '\1', '\x7F', '\x80', '\xFF'}) {
      std::string changed = bytes;
      changed[i] = value;
      const auto spec = ReadTzif("X", changed);
      if (!spec.ok()) continue;
      EXPECT_THAT(CompileTimeZone(*spec), IsOk());
    }
  }
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Instant FromAbsl(absl::Time t) {
  return Instant::FromMicros(absl::ToUnixMicros(t));
}

// What `zone` says of the instant is what Abseil says.
void ExpectSameLocal(const TimeZone& zone, const absl::TimeZone& theirs,
                     absl::Time t) {
  const absl::TimeZone::CivilInfo info = theirs.At(t);
  const LocalTime local = zone.LocalOf(FromAbsl(t));
  EXPECT_EQ(local.utc_offset.micros(), info.offset * int64_t{1000000}) << t;
  EXPECT_EQ(local.date.days(),
            absl::CivilDay(info.cs) - absl::CivilDay(1970, 1, 1))
      << t;
  const absl::CivilSecond midnight(absl::CivilDay(info.cs));
  EXPECT_EQ(local.time_of_day.micros(), (info.cs - midnight) * 1000000) << t;
}

// And of local times.
void ExpectSameInstant(const TimeZone& zone, const absl::TimeZone& theirs,
                       absl::CivilSecond local) {
  const absl::TimeZone::TimeInfo info = theirs.At(local);
  const absl::CivilDay day(local);
  const Date date =
      Date::FromDays(static_cast<int32_t>(day - absl::CivilDay(1970, 1, 1)));
  const Duration in_day = Duration::Seconds(local - absl::CivilSecond(day));
  const bool skipped = info.kind == absl::TimeZone::TimeInfo::SKIPPED;
  EXPECT_EQ(zone.InstantOf(date, in_day),
            FromAbsl(skipped ? info.trans : info.pre));
  EXPECT_EQ(zone.InstantOf(date, in_day, RepeatedTime::kLast),
            FromAbsl(skipped ? info.trans : info.post));
}

// Compares at each change from `from` on until 2037, and a second around it.
int CompareChanges(const TimeZone& zone, const absl::TimeZone& theirs,
                   absl::Time from) {
  const absl::Time until =
      absl::FromCivil(absl::CivilDay(2038, 1, 1), absl::UTCTimeZone());
  int changes = 0;
  ExpectSameLocal(zone, theirs, from);
  absl::TimeZone::CivilTransition transition;
  for (absl::Time t = from; theirs.NextTransition(t, &transition); ++changes) {
    // An hour that is skipped is one that `from` and `to` enclose.
    const absl::TimeZone::TimeInfo info = theirs.At(transition.to);
    const absl::Time at = info.trans;
    if (at >= until) break;
    for (const int seconds : {-3601, -1, 0, 1, 3601}) {
      ExpectSameLocal(zone, theirs, at + absl::Seconds(seconds));
      ExpectSameInstant(zone, theirs, transition.from + seconds);
      ExpectSameInstant(zone, theirs, transition.to + seconds);
    }
    if (transition.from != transition.to) {
      const auto next =
          zone.NextTransition(FromAbsl(at) - Duration::Seconds(1));
      // Abseil also stops where only the name changes.
      if (theirs.At(at).offset != theirs.At(at - absl::Seconds(1)).offset) {
        EXPECT_TRUE(next.has_value() && *next == FromAbsl(at)) << at;
      }
    }
    t = at;
  }
  return changes;
}

TEST(ReadTzif, AgreesWithTheZonesOfThisMachine) {
  if (!std::filesystem::exists(std::filesystem::path(kZoneInfo) / "UTC")) {
    GTEST_SKIP() << "there is no " << kZoneInfo;
  }
  int zones = 0;
  int changes = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(kZoneInfo)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = ReadFile(entry.path());
    if (!absl::StartsWith(bytes, "TZif")) continue;
    const std::string name =
        std::filesystem::relative(entry.path(), kZoneInfo).string();
    const auto spec = ReadTzif(name, bytes);
    if (absl::StartsWith(name, "right/")) continue;
    SCOPED_TRACE(name);
    absl::TimeZone theirs;
    if (!absl::LoadTimeZone(name, &theirs)) continue;
    ASSERT_THAT(spec, IsOk());
    ASSERT_OK_AND_ASSIGN(const TimeZone zone, CompileTimeZone(*spec));
    changes += CompareChanges(zone, theirs, absl::UnixEpoch());
    ++zones;
    if (HasFailure()) return;
  }
  RecordProperty("zones", zones);
  RecordProperty("changes", changes);
  EXPECT_GT(zones, 0);
}

TEST(PresetTimeZone, AgreesWithTheZonesOfThisMachineSince2008) {
  if (!std::filesystem::exists(std::filesystem::path(kZoneInfo) / "UTC")) {
    GTEST_SKIP() << "there is no " << kZoneInfo;
  }
  for (absl::string_view name : PresetTimeZoneNames()) {
    SCOPED_TRACE(name);
    absl::TimeZone theirs;
    if (!absl::LoadTimeZone(name, &theirs)) continue;
    ASSERT_OK_AND_ASSIGN(const TimeZone zone,
                         CompileTimeZone(*PresetTimeZone(name)));
    const int changes = CompareChanges(
        zone, theirs,
        absl::FromCivil(absl::CivilDay(2008, 1, 1), absl::UTCTimeZone()));
    EXPECT_TRUE(changes == 0 || changes >= 60) << changes;
  }
}

}  // namespace
}  // namespace lotse
