// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreInParallel: each thread scores the next piece, straight to its place.
#include "capi/parallel_scores.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

#include "lotse/arrow/score_signals.h"
#include "lotse/engine/batch_scorer.h"

namespace lotse::capi {
namespace {

// A thread has at least this many pieces: fewer are done before it runs.
constexpr size_t kMinPieces = 2;

// Joins its threads when it ends, however it ends.
struct Threads {
  std::vector<std::thread> threads;

  ~Threads() {
    for (std::thread& thread : threads) thread.join();
  }
};

}  // namespace

void ScoreInParallel(const Engine& engine, const LeadColumns& leads,
                     Instant as_of, const ColumnScoreOptions& options,
                     size_t threads, ScoreArray* array) {
  const size_t pieces = array->pieces();
  const size_t count = std::max<size_t>(
      1, std::min(threads, (pieces + kMinPieces - 1) / kMinPieces));
  std::atomic<size_t> next = 0;
  std::vector<std::exception_ptr> thrown(count);
  const auto score = [&](size_t thread) noexcept {
    try {
      BatchScorer columns(engine, leads, as_of, options);
      const std::vector<ColumnView> signals = SignalViewsOf(columns);
      ScoreColumns scores;
      for (size_t piece; (piece = next.fetch_add(1)) < pieces;) {
        columns.Score(array->begin(piece), array->end(piece), &scores);
        array->Put(piece, scores, 0, signals);
      }
    } catch (...) {
      thrown[thread] = std::current_exception();
    }
  };
  {
    Threads others;
    others.threads.reserve(count);
    try {
      for (size_t thread = 1; thread < count; ++thread) {
        others.threads.emplace_back(score, thread);
      }
    } catch (const std::system_error&) {
      // The system has no more threads: those that run do the rest.
    }
    score(0);
  }
  for (const std::exception_ptr& exception : thrown) {
    if (exception != nullptr) std::rethrow_exception(exception);
  }
}

}  // namespace lotse::capi
