// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadTzif.
#include "lotse/import/tzif_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/status_macros.h"
#include "lotse/calendar/time_zone.h"

namespace lotse {
namespace {

constexpr size_t kHeaderSize = 44;
constexpr size_t kTypeSize = 6;
constexpr int64_t kMicros = 1000000;

absl::Status FileError(absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("is no time zone file (TZif): ", what));
}

// A number of `size` bytes, the most significant first.
uint64_t UnsignedAt(absl::string_view bytes, size_t at, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

int64_t Signed32(uint64_t value) {
  return static_cast<int64_t>(value) -
         (value >> 31 != 0 ? int64_t{1} << 32 : 0);
}

int64_t SignedAt(absl::string_view bytes, size_t at, size_t size) {
  const uint64_t value = UnsignedAt(bytes, at, size);
  if (size == 4) return Signed32(value);
  // Without a conversion that C++17 leaves open.
  constexpr uint64_t kSign = uint64_t{1} << 63;
  if ((value & kSign) == 0) return static_cast<int64_t>(value);
  return -static_cast<int64_t>(~value) - 1;
}

// One header and where the parts of its block begin.
struct Block {
  size_t time_size = 4;
  size_t is_utc_count = 0;
  size_t is_standard_count = 0;
  size_t leap_count = 0;
  size_t time_count = 0;
  size_t type_count = 0;
  size_t char_count = 0;

  size_t times_begin = 0;
  size_t indices_begin = 0;
  size_t types_begin = 0;
  size_t end = 0;
};

// Reads the header at `begin`. `block_needed`: a block that will be skipped may
// be empty.
absl::StatusOr<Block> ReadBlock(absl::string_view bytes, size_t begin,
                                size_t time_size, bool block_needed) {
  if (bytes.size() < begin + kHeaderSize) return FileError("it is truncated");
  if (bytes.substr(begin, 4) != "TZif") {
    return FileError("it does not begin with TZif");
  }
  Block block;
  block.time_size = time_size;
  size_t* const counts[] = {&block.is_utc_count, &block.is_standard_count,
                            &block.leap_count,   &block.time_count,
                            &block.type_count,   &block.char_count};
  for (size_t i = 0; i < 6; ++i) {
    // Each entry takes a byte at least; so no sum below can overflow.
    const uint64_t count = UnsignedAt(bytes, begin + 20 + 4 * i, 4);
    if (count > bytes.size()) return FileError("it is truncated");
    *counts[i] = static_cast<size_t>(count);
  }
  block.times_begin = begin + kHeaderSize;
  block.indices_begin = block.times_begin + block.time_count * time_size;
  block.types_begin = block.indices_begin + block.time_count;
  block.end = block.types_begin + block.type_count * kTypeSize +
              block.char_count + block.leap_count * (time_size + 4) +
              block.is_standard_count + block.is_utc_count;
  if (block.end > bytes.size()) return FileError("it is truncated");
  if (!block_needed) return block;
  if (block.type_count == 0 || block.char_count == 0) {
    return FileError("it has no local time type");
  }
  if ((block.is_utc_count != 0 && block.is_utc_count != block.type_count) ||
      (block.is_standard_count != 0 &&
       block.is_standard_count != block.type_count)) {
    return FileError("its counts are inconsistent");
  }
  if (block.leap_count != 0) {
    return absl::InvalidArgumentError(
        "counts leap seconds, as files in a folder \"right\" do: use the zone "
        "of the same name outside of it");
  }
  return block;
}

absl::StatusOr<TimeZoneSpec> ReadTransitions(absl::string_view bytes,
                                             const Block& block) {
  std::vector<Duration> offsets;
  for (size_t i = 0; i < block.type_count; ++i) {
    const size_t at = block.types_begin + i * kTypeSize;
    if (UnsignedAt(bytes, at + 4, 1) > 1 ||
        UnsignedAt(bytes, at + 5, 1) >= block.char_count) {
      return FileError("a local time type is inconsistent");
    }
    offsets.push_back(Duration::Seconds(SignedAt(bytes, at, 4)));
  }
  constexpr int64_t kMin = Instant::Min().micros() / kMicros;
  constexpr int64_t kMax = Instant::Max().micros() / kMicros;
  TimeZoneSpec spec;
  spec.initial_offset = offsets[0];
  for (size_t i = 0; i < block.time_count; ++i) {
    const int64_t seconds = SignedAt(
        bytes, block.times_begin + i * block.time_size, block.time_size);
    const size_t type =
        static_cast<size_t>(UnsignedAt(bytes, block.indices_begin + i, 1));
    if (type >= offsets.size()) {
      return FileError("a transition has no local time type");
    }
    if (i > 0 &&
        seconds <= SignedAt(bytes,
                            block.times_begin + (i - 1) * block.time_size,
                            block.time_size)) {
      return FileError("its transitions do not ascend");
    }
    if (seconds < kMin) {
      spec.initial_offset = offsets[type];
    } else if (seconds <= kMax) {
      spec.transitions.push_back(
          {Instant::FromMicros(seconds * kMicros), offsets[type]});
    }
  }
  return spec;
}

// The TZ string between two line feeds at `begin`.
absl::StatusOr<std::string> ReadFooter(absl::string_view bytes, size_t begin) {
  const absl::string_view rest = bytes.substr(begin);
  if (rest.empty() || rest[0] != '\n') return FileError("it has no footer");
  const size_t end = rest.find('\n', 1);
  if (end == absl::string_view::npos) {
    return FileError("its footer is truncated");
  }
  return std::string(rest.substr(1, end - 1));
}

}  // namespace

absl::StatusOr<TimeZoneSpec> ReadTzif(absl::string_view name,
                                      absl::string_view bytes) {
  if (bytes.size() > kMaxTextBytes) {
    return FileError(
        absl::StrCat("it has more than ", kMaxTextBytes, " bytes"));
  }
  if (bytes.size() < kHeaderSize) return FileError("it is truncated");
  const char version = bytes[4];
  const bool has_footer = version >= '2' && version <= '4';
  if (version != '\0' && !has_footer) {
    return FileError("its version is not known");
  }
  LOTSE_ASSIGN_OR_RETURN(Block block, ReadBlock(bytes, 0, 4, !has_footer));
  if (has_footer) {
    // The same again, with times of 64 bits.
    LOTSE_ASSIGN_OR_RETURN(block, ReadBlock(bytes, block.end, 8, true));
  }
  LOTSE_ASSIGN_OR_RETURN(TimeZoneSpec spec, ReadTransitions(bytes, block));
  spec.name = std::string(name);
  if (has_footer) {
    LOTSE_ASSIGN_OR_RETURN(spec.rules, ReadFooter(bytes, block.end));
  }
  if (block.time_count > 0 &&
      SignedAt(bytes,
               block.times_begin + (block.time_count - 1) * block.time_size,
               block.time_size) > Instant::Max().micros() / kMicros) {
    spec.rules.clear();  // They apply after the year 9999.
  }
  if (spec.transitions.empty()) {
    // One offset since ever. Without rules it is said by a transition.
    if (spec.rules.empty()) {
      spec.transitions.push_back({Instant::Min(), spec.initial_offset});
    }
    spec.initial_offset = Duration();
  }
  SpecIssues issues;
  ValidateTimeZone(spec, FieldPath("time_zone"), &issues);
  if (!issues.empty()) return issues.ToStatus();
  return spec;
}

}  // namespace lotse
