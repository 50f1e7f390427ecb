// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// engagement_peer_job: the job of engagement_job.h for programs in other
// languages, and Lotse's own figures.
//
//   engagement_peer_job DIR ACTIVITIES ROUNDS
//
// Leaves in DIR, all numbers in the machine's byte order: rows.bin and
// kinds.bin (uint32), times.bin (int64, microseconds), in the order of time;
// points.bin (doubles) of each lead at the job's instant, later.bin three days
// after it. Prints a line of JSON: activities, leads, as_of in microseconds,
// the rules, and in nanoseconds of processor time of the fastest round: `log`
// and `grouped` of an activity, `instant` of a lead.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/engagement_job.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/score/engagement_columns.h"
#include "lotse/score/engagement_table.h"

namespace lotse {
namespace {

template <typename T>
void Write(const std::string& path, const std::vector<T>& values) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr ||
      std::fwrite(values.data(), sizeof(T), values.size(), file) !=
          values.size() ||
      std::fclose(file) != 0) {
    std::fprintf(stderr, "engagement_peer_job: cannot write a file\n");
    std::exit(1);
  }
}

template <typename Work>
double Fastest(int rounds, size_t items, Work work) {
  double best = 1e300;
  for (int i = 0; i < rounds; ++i) {
    const std::clock_t start = std::clock();
    work();
    const double seconds =
        static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = std::min(best, seconds * 1e9 / static_cast<double>(items));
  }
  return best;
}

void WritePoints(const std::string& path, const EngagementPoints& points) {
  std::vector<double> numbers;
  EngagementPoints::ToNumbers(points.total_nano, &numbers);
  Write(path, numbers);
}

void Run(const std::string& folder, size_t activities, int rounds) {
  const EngagementSpec spec = EngagementJobSpec();
  const EngagementJob job = MakeEngagementJob(activities);
  const Engagement engagement =
      *CompileEngagement(spec, *CompileFactCatalog(EngagementJobSchema()));
  LeadColumns leads;
  leads.rows = job.leads;
  leads.activities.begin = job.begin.data();
  leads.activities.kinds = job.grouped_kinds.data();
  leads.activities.occurred_at = job.grouped_times.data();
  ActivityLog log;
  log.size = activities;
  log.rows = job.rows.data();
  log.kinds = job.kinds.data();
  log.occurred_at = job.times.data();
  EngagementColumns columns(engagement, leads, job.as_of);
  EngagementPoints grouped;
  EngagementPoints points;
  const double grouped_ns = Fastest(
      rounds, activities, [&] { columns.Compute(0, job.leads, &grouped); });
  // With the memory of the table and the points of all leads.
  const double log_ns = Fastest(rounds, activities, [&] {
    EngagementTable fresh(engagement, job.leads);
    fresh.Apply(log);
    fresh.Read(job.as_of, 0, job.leads, &points);
  });
  if (points.total_nano != grouped.total_nano) {
    std::fprintf(stderr, "engagement_peer_job: the points differ\n");
    std::exit(1);
  }
  EngagementTable table(engagement, job.leads);
  table.Apply(log);
  const double instant_ns = Fastest(rounds, job.leads, [&] {
    table.Read(job.as_of + Duration::Days(3), 0, job.leads, &points);
  });
  Write(folder + "/rows.bin", job.rows);
  Write(folder + "/kinds.bin", job.kinds);
  Write(folder + "/times.bin", job.times);
  WritePoints(folder + "/points.bin", grouped);
  WritePoints(folder + "/later.bin", points);
  std::string rules;
  for (const EngagementRule& rule : spec.groups[0].rules) {
    absl::StrAppend(&rules, rules.empty() ? "" : ", ", "[",
                    rule.points.ToString(), ", ", rule.decay.length.micros(),
                    ", ", rule.caps[0].max_count, "]");
  }
  std::printf(
      "%s\n",
      absl::StrCat("{\"activities\": ", activities, ", \"leads\": ", job.leads,
                   ", \"as_of\": ", job.as_of.micros(), ", \"rules\": [", rules,
                   "], \"log\": ", log_ns, ", \"grouped\": ", grouped_ns,
                   ", \"instant\": ", instant_ns, "}")
          .c_str());
}

}  // namespace
}  // namespace lotse

int main(int argc, char** argv) {
  int64_t activities = 0;
  int rounds = 0;
  if (argc != 4 || !absl::SimpleAtoi(argv[2], &activities) ||
      !absl::SimpleAtoi(argv[3], &rounds) || activities < 1 ||
      activities > 1000000000 || rounds < 1) {
    std::fprintf(stderr, "usage: engagement_peer_job DIR ACTIVITIES ROUNDS\n");
    return 2;
  }
  lotse::Run(argv[1], static_cast<size_t>(activities), rounds);
  return 0;
}
