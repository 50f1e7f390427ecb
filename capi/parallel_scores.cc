// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreInParallel: ranges of rows are scored side by side and joined in their
// order.
#include "capi/parallel_scores.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace lotse::capi {
namespace {

// A range has at least this many rows: less is done before a thread runs.
constexpr size_t kMinRows = 16384;

template <typename T>
void Append(const std::vector<T>& from, std::vector<T>* to) {
  to->insert(to->end(), from.begin(), from.end());
}

void Append(const ScoreColumns& from, ScoreColumns* to) {
  Append(from.points_nano, &to->points_nano);
  Append(from.probability, &to->probability);
  Append(from.category, &to->category);
  Append(from.category_since, &to->category_since);
  Append(from.veto, &to->veto);
  Append(from.grid_row, &to->grid_row);
  Append(from.grid_column, &to->grid_column);
  const int64_t before = static_cast<int64_t>(to->contributions.size());
  for (size_t i = 1; i < from.contribution_begin.size(); ++i) {
    to->contribution_begin.push_back(before + from.contribution_begin[i]);
  }
  Append(from.contributions, &to->contributions);
}

// One range and what came of it.
struct Part {
  size_t begin = 0;
  size_t end = 0;
  ScoreColumns scores;
  std::exception_ptr thrown;
};

// Joins its threads when it ends, however it ends.
struct Threads {
  std::vector<std::thread> threads;

  ~Threads() {
    for (std::thread& thread : threads) thread.join();
  }
};

}  // namespace

ScoreColumns ScoreInParallel(const Scorer& scorer, const LeadColumns& leads,
                             Instant as_of, const ColumnScoreOptions& options,
                             size_t threads) {
  const size_t count = std::max<size_t>(
      1, std::min(threads, (leads.rows + kMinRows - 1) / kMinRows));
  std::vector<Part> parts(count);
  for (size_t p = 0; p < count; ++p) {
    parts[p].begin = leads.rows / count * p + std::min(p, leads.rows % count);
    if (p > 0) parts[p - 1].end = parts[p].begin;
  }
  parts.back().end = leads.rows;
  const auto score = [&](Part* part) noexcept {
    try {
      ColumnScorer(scorer, leads, as_of, options)
          .Score(part->begin, part->end, &part->scores);
    } catch (...) {
      part->thrown = std::current_exception();
    }
  };
  {
    Threads others;
    others.threads.reserve(count);
    size_t next = 1;
    try {
      for (; next < count; ++next) {
        others.threads.emplace_back(score, &parts[next]);
      }
    } catch (const std::system_error&) {
      // The system has no more threads: the caller's does the rest.
    }
    score(&parts[0]);
    for (; next < count; ++next) score(&parts[next]);
  }
  for (const Part& part : parts) {
    if (part.thrown != nullptr) std::rethrow_exception(part.thrown);
  }
  ScoreColumns scores = std::move(parts[0].scores);
  for (size_t p = 1; p < count; ++p) {
    Append(parts[p].scores, &scores);
    parts[p].scores = ScoreColumns();
  }
  return scores;
}

}  // namespace lotse::capi
