// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The rules over structs, one lead after the other, and over columns: one loop
// for each rule over a block of leads, whose points stay in the first cache.
#include "benchmarks/hand_written_rules.h"

#include <algorithm>

namespace lotse {
namespace {

constexpr size_t kBlock = 1024;

template <typename Lead>
void ScoreStructs(const Lead* leads, size_t begin, size_t end, int16_t* points,
                  uint8_t* categories) {
  for (size_t i = begin; i < end; ++i) {
    const JobAnswer answer = ScoreByHand(leads[i]);
    points[i] = static_cast<int16_t>(answer.points);
    categories[i] = static_cast<uint8_t>(answer.category);
  }
}

// Pointers to the columns, from the first lead of a block on.
template <typename Number>
using Pointers = JobStruct<const uint8_t*, const Number*, const int8_t*>;

// Lead i of the block. A loop that uses few of its values reads only those.
template <typename Number>
inline __attribute__((always_inline)) JobStruct<uint8_t, Number> LeadAt(
    const Pointers<Number>& block, size_t i) {
  JobStruct<uint8_t, Number> lead;
  VisitTogether(
      lead, block,
      [i](const char*, auto& value, const auto* column)
          __attribute__((always_inline)) { value = column[i]; });
  return lead;
}

}  // namespace

template <typename Number>
void HandColumns<Number>::Append(const JobCodes& lead) {
  VisitTogether(*this, lead, [](const char*, auto& column, auto value) {
    using Element = typename std::decay_t<decltype(column)>::value_type;
    column.push_back(static_cast<Element>(value));
  });
}
template struct HandColumns<float>;
template struct HandColumns<double>;

void ScoreStructsByHand(const JobLead* leads, size_t begin, size_t end,
                        int16_t* points, uint8_t* categories) {
  ScoreStructs(leads, begin, end, points, categories);
}

void ScoreStructsByHand(const JobCodes* leads, size_t begin, size_t end,
                        int16_t* points, uint8_t* categories) {
  ScoreStructs(leads, begin, end, points, categories);
}

template <typename Number>
void ScoreColumnsByHand(const HandColumns<Number>& leads, size_t begin,
                        size_t end, int16_t* points, uint8_t* categories) {
  for (; begin < end; begin += kBlock) {
    const size_t size = std::min(kBlock, end - begin);
    Pointers<Number> block;
    VisitTogether(block, leads,
                  [begin](const char*, auto& pointer, const auto& column) {
                    pointer = column.data() + begin;
                  });
    int16_t sums[kBlock] = {};
    VisitHandWrittenRules([&](int rule_points,
                              auto holds) __attribute__((always_inline)) {
      for (size_t i = 0; i < size; ++i) {
        sums[i] = static_cast<int16_t>(
            sums[i] + (holds(LeadAt(block, i)) ? rule_points : 0));
      }
    });
    for (size_t i = 0; i < size; ++i) {
      points[begin + i] = sums[i];
      categories[begin + i] = static_cast<uint8_t>(
          (sums[i] >= kJobWarm ? 1 : 0) + (sums[i] >= kJobHot ? 1 : 0));
    }
  }
}
template void ScoreColumnsByHand(const HandColumns<float>&, size_t, size_t,
                                 int16_t*, uint8_t*);
template void ScoreColumnsByHand(const HandColumns<double>&, size_t, size_t,
                                 int16_t*, uint8_t*);

uint64_t ReadMemory(const std::vector<uint64_t>& words) {
  uint64_t sum = 0;
  for (const uint64_t word : words) sum += word;
  return sum;
}

}  // namespace lotse
