// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Limits: the largest specs and facts that Lotse takes. Specs and facts are
// untrusted input; whatever exceeds a limit is refused with an error that names
// the field and the limit. Each can be overridden when Lotse is compiled, for
// example -DLOTSE_MAX_RULES=50000.
#ifndef LOTSE_BASE_LIMITS_H_
#define LOTSE_BASE_LIMITS_H_

#include <cstddef>
#include <cstdint>

#ifndef LOTSE_MAX_DEPTH
#define LOTSE_MAX_DEPTH 64
#endif
#ifndef LOTSE_MAX_RULES
#define LOTSE_MAX_RULES 10000
#endif
#ifndef LOTSE_MAX_ATTRIBUTES
#define LOTSE_MAX_ATTRIBUTES 10000
#endif
#ifndef LOTSE_MAX_OPTIONS
#define LOTSE_MAX_OPTIONS 100000
#endif
#ifndef LOTSE_MAX_CONDITION_NODES
#define LOTSE_MAX_CONDITION_NODES 100000
#endif
#ifndef LOTSE_MAX_TEXT_BYTES
#define LOTSE_MAX_TEXT_BYTES 1048576
#endif
#ifndef LOTSE_MAX_NAME_BYTES
#define LOTSE_MAX_NAME_BYTES 256
#endif
#ifndef LOTSE_MAX_ACTIVITIES
#define LOTSE_MAX_ACTIVITIES 100000
#endif
#ifndef LOTSE_MAX_LIST_VALUES
#define LOTSE_MAX_LIST_VALUES 10000
#endif
#ifndef LOTSE_MAX_HOLIDAYS
#define LOTSE_MAX_HOLIDAYS 1000
#endif
#ifndef LOTSE_MAX_SPEC_BYTES
#define LOTSE_MAX_SPEC_BYTES 67108864
#endif
#ifndef LOTSE_MAX_RECORD_BYTES
#define LOTSE_MAX_RECORD_BYTES 67108864
#endif

namespace lotse {

// Nesting of conditions, and of JSON and protobuf messages.
inline constexpr size_t kMaxDepth = LOTSE_MAX_DEPTH;
// Rules, bands and options of one scorecard taken together.
inline constexpr size_t kMaxRules = LOTSE_MAX_RULES;
// Attributes declared per entity, and attributes that one record carries.
inline constexpr size_t kMaxAttributes = LOTSE_MAX_ATTRIBUTES;
// Options declared for one attribute.
inline constexpr size_t kMaxOptions = LOTSE_MAX_OPTIONS;
// Nodes of all conditions that are compiled together.
inline constexpr size_t kMaxConditionNodes = LOTSE_MAX_CONDITION_NODES;
// Bytes of one text value, condition text or label.
inline constexpr size_t kMaxTextBytes = LOTSE_MAX_TEXT_BYTES;
// Bytes of a key, id or other name.
inline constexpr size_t kMaxNameBytes = LOTSE_MAX_NAME_BYTES;
// Activities of one lead.
inline constexpr size_t kMaxActivities = LOTSE_MAX_ACTIVITIES;
// Texts in one list value, consents, answers or assessments of one record;
// exceptions of a calendar, transitions of a time zone.
inline constexpr size_t kMaxListValues = LOTSE_MAX_LIST_VALUES;
// Holiday rules of one calendar, those built in included.
inline constexpr size_t kMaxHolidays = LOTSE_MAX_HOLIDAYS;
// Bytes of a spec as protobuf or JSON.
inline constexpr size_t kMaxSpecBytes = LOTSE_MAX_SPEC_BYTES;
// Bytes of one record (one lead with all its facts) as protobuf or JSON.
inline constexpr size_t kMaxRecordBytes = LOTSE_MAX_RECORD_BYTES;

// The largest magnitude of one amount of points, in points. Not overridable:
// with the total it keeps every amount exact as a double on the wire.
inline constexpr int64_t kMaxPoints = 1000000;
// The largest magnitude that all parts of a scorecard may add up to, in points.
inline constexpr int64_t kMaxTotalPoints = 4000000;
// The longest duration, in days (ten thousand years of them).
inline constexpr int64_t kMaxDurationDays = 3652500;

}  // namespace lotse

#endif  // LOTSE_BASE_LIMITS_H_
