// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Fingerprint: 128 bits that name the content of a spec.
//
// Two structs with equal fields have equal fingerprints, on every platform and
// in every release: the fingerprint is FNV-1a (128 bit) over field numbers and
// values, defaults left out, so a field added later with its default changes
// nothing. It tells specs apart; it is no protection against forgery.
//
//   std::string name = FingerprintOf(spec).ToString();   // 32 hex digits
#ifndef LOTSE_BASE_FINGERPRINT_H_
#define LOTSE_BASE_FINGERPRINT_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"

namespace lotse {

class Fingerprint {
 public:
  // The fingerprint of nothing.
  Fingerprint();

  // Adds one number (eight bytes, low byte first) or one text (its length,
  // then its bytes).
  void Add(uint64_t value);
  void Add(absl::string_view text);

  // 32 hexadecimal digits.
  std::string ToString() const;
  // The lower half, and that of the fingerprint of one text alone: carries only
  // go up, so it takes no more than 64 bits.
  uint64_t low() const { return absl::Uint128Low64(hash_); }
  static uint64_t LowOf(absl::string_view text);

  friend bool operator==(const Fingerprint& a, const Fingerprint& b) {
    return a.hash_ == b.hash_;
  }
  friend bool operator!=(const Fingerprint& a, const Fingerprint& b) {
    return !(a == b);
  }

 private:
  absl::uint128 hash_;
};

// Adds `value`, whatever kind of member it is.
template <typename T>
void AddToFingerprint(const T& value, Fingerprint* out) {
  if constexpr (std::is_same_v<T, std::string>) {
    out->Add(absl::string_view(value));
  } else if constexpr (std::is_same_v<T, double>) {
    const double normal = value == 0 ? 0.0 : value;  // -0 equals 0.
    uint64_t bits;
    std::memcpy(&bits, &normal, sizeof(bits));
    out->Add(bits);
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    out->Add(static_cast<uint64_t>(static_cast<int64_t>(value)));
  } else if constexpr (std::is_same_v<T, Points>) {
    out->Add(static_cast<uint64_t>(value.nano()));
  } else if constexpr (std::is_same_v<T, Date>) {
    out->Add(static_cast<uint64_t>(int64_t{value.days()}));
  } else if constexpr (std::is_same_v<T, Instant> ||
                       std::is_same_v<T, Duration>) {
    out->Add(static_cast<uint64_t>(value.micros()));
  } else if constexpr (IsOptional<T>::value) {
    AddToFingerprint(*value, out);
  } else if constexpr (IsVector<T>::value) {
    out->Add(uint64_t{value.size()});
    for (const auto& element : value) AddToFingerprint(element, out);
  } else {
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, value, [&](const auto& alternative, const auto& set) {
          out->Add(static_cast<uint64_t>(alternative.number));
          AddToFingerprint(set, out);
        });
      } else if (!IsDefault(value.*field.member)) {
        out->Add(static_cast<uint64_t>(field.number));
        AddToFingerprint(value.*field.member, out);
      }
    });
    out->Add(uint64_t{0});  // Ends the struct; no field has number 0.
  }
}

// The fingerprint of a struct with a field list.
template <typename T>
Fingerprint FingerprintOf(const T& value) {
  Fingerprint out;
  AddToFingerprint(value, &out);
  return out;
}

}  // namespace lotse

#endif  // LOTSE_BASE_FINGERPRINT_H_
