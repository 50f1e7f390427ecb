// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Fingerprint: FNV-1a with 128 bits. Offset and prime as published by Fowler,
// Noll and Vo (and in RFC 9923).
#include "lotse/base/fingerprint.h"

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

constexpr absl::uint128 kOffset =
    absl::MakeUint128(0x6c62272e07bb0142, 0x62b821756295c58d);
constexpr absl::uint128 kPrime = absl::MakeUint128(0x1000000, 0x13b);

}  // namespace

Fingerprint::Fingerprint() : hash_(kOffset) {}

void Fingerprint::Add(uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) {
    hash_ = (hash_ ^ ((value >> shift) & 0xff)) * kPrime;
  }
}

void Fingerprint::Add(absl::string_view text) {
  Add(uint64_t{text.size()});
  for (char c : text) {
    hash_ = (hash_ ^ static_cast<unsigned char>(c)) * kPrime;
  }
}

uint64_t Fingerprint::LowOf(absl::string_view text) {
  constexpr uint64_t kLowPrime = absl::Uint128Low64(kPrime);
  uint64_t hash = absl::Uint128Low64(kOffset);
  for (uint64_t rest = text.size(), i = 0; i < 8; rest >>= 8, ++i) {
    hash = (hash ^ (rest & 0xff)) * kLowPrime;
  }
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kLowPrime;
  return hash;
}

std::string Fingerprint::ToString() const {
  return absl::StrCat(absl::Hex(absl::Uint128High64(hash_), absl::kZeroPad16),
                      absl::Hex(absl::Uint128Low64(hash_), absl::kZeroPad16));
}

}  // namespace lotse
