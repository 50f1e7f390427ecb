// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FadingPoints: points on their way into the sums of their rules. They wait
// until a kernel computes for all of them at once what half-lives leave of
// them; caps do not depend on that and are taken before. Internal to score.
//
//   FadingPoints fading(program, kernels);
//   fading.scale(0) = ...                      of each half-life
//   fading.Reserve(1);
//   fading.Append(step, step.given, at, sum);
//   fading.AddTo(sums);
#ifndef LOTSE_SRC_SCORE_FADING_POINTS_H_
#define LOTSE_SRC_SCORE_FADING_POINTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/column_kernels.h"
#include "src/score/activity_plans.h"
#include "src/score/engagement_program.h"

namespace lotse {

// Points for one of many sums.
struct SumPoints {
  size_t sum;
  double given;
};

class FadingPoints {
 public:
  FadingPoints(const EngagementProgram& program, const ColumnKernels& kernels)
      : kernels_(kernels), scales_(program.fade_lengths.size() + 1) {
    // What does not fade is always at the start of a half-life: all is left.
    scales_.back() = {0, 1, 1};
  }

  // How half-life number `f` is stated; to be set before AddTo.
  FadeScale& scale(size_t f) { return scales_[f]; }

  // Room for so many more points.
  void Reserve(size_t more) {
    if (points_.size() >= size_ + more) return;
    const size_t size = 2 * (size_ + more);
    points_.resize(size);
    times_.resize(size);
    factors_.resize(size);
  }

  // Appends points in a loop: a local variable, which the compiler can hold in
  // registers, where it would read members anew after each store. What is not
  // kept is as if it never was.
  class Appender {
   public:
    explicit Appender(FadingPoints* fading)
        : points_(fading->points_.data()),
          times_(fading->times_.data()),
          size_(fading->size_) {}

    // Points of the sum number `sum`, if they count. There must be room.
    void Append(const StepPlan& step, double given, int64_t at, size_t sum,
                bool counts) {
      points_[size_] = {sum, given};
      times_[size_] = {at & step.time_mask, step.scale};
      size_ += counts ? 1 : 0;
    }
    void Keep(FadingPoints* fading) const { fading->size_ = size_; }

   private:
    SumPoints* points_;
    FadeTime* times_;
    size_t size_;
  };

  void Append(const StepPlan& step, double given, int64_t at, size_t sum) {
    Appender appender(this);
    appender.Append(step, given, at, sum, true);
    appender.Keep(this);
  }

  // The sums [begin, end) start from nothing after what was appended.
  void AddReset(size_t begin, size_t end) {
    resets_.push_back({size_, begin, end});
  }

  // Adds all to their sums, in their order, and forgets them.
  void AddTo(double* sums) {
    kernels_.fade(times_.data(), size_, scales_.data(), scales_.size(),
                  factors_.data());
    size_t i = 0;
    const auto add_until = [&](size_t end) {
      for (; i < end; ++i) {
        sums[points_[i].sum] += points_[i].given * factors_[i];
      }
    };
    for (const Reset& reset : resets_) {
      add_until(reset.after);
      std::fill(sums + reset.begin, sums + reset.end, 0.0);
    }
    add_until(size_);
    resets_.clear();
    size_ = 0;
  }

 private:
  struct Reset {
    size_t after;
    size_t begin;
    size_t end;
  };

  const ColumnKernels& kernels_;
  // Of each half-life, and of what does not fade.
  std::vector<FadeScale> scales_;
  size_t size_ = 0;
  std::vector<SumPoints> points_;
  std::vector<FadeTime> times_;
  std::vector<double> factors_;
  std::vector<Reset> resets_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_FADING_POINTS_H_
