// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/arrow/lead_stream.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdint>

#include "hand_made_array.h"
#include "import_hand_made.h"
#include "lead_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

// A stream of arrays of one lead each, that fails or ends.
struct HandMadeStream {
  int arrays = 0;
  bool fails = false;
  bool fails_at_once = false;
  int released = 0;
  ReleaseCount count;
};

HandMadeArray OneLead(int32_t employees) {
  return StructOf("", 1, {FixedOf<int32_t>("employees", "i", {employees})});
}

HandMadeStream* Of(ArrowArrayStream* stream) {
  return static_cast<HandMadeStream*>(stream->private_data);
}

int GetSchema(ArrowArrayStream* stream, ArrowSchema* schema) {
  if (Of(stream)->fails_at_once) return EIO;
  ExportHandMade(OneLead(0), schema, nullptr, &Of(stream)->count);
  return 0;
}

int GetNext(ArrowArrayStream* stream, ArrowArray* array) {
  HandMadeStream& made = *Of(stream);
  if (made.arrays == 0) {
    *array = {};
    return made.fails ? EIO : 0;
  }
  ExportHandMade(OneLead(made.arrays--), nullptr, array, &made.count);
  return 0;
}

const char* GetLastError(ArrowArrayStream*) { return "at Jane's line"; }

void Release(ArrowArrayStream* stream) {
  ++Of(stream)->released;
  stream->release = nullptr;
}

ArrowArrayStream StreamOf(HandMadeStream* made) {
  return {GetSchema, GetNext, GetLastError, Release, made};
}

TEST(LeadStream, ReadsArraysToTheEnd) {
  HandMadeStream made;
  made.arrays = 3;
  {
    ArrowArrayStream given = StreamOf(&made);
    const FactCatalog catalog = ArrowTestCatalog();
    ASSERT_OK_AND_ASSIGN(LeadStream stream, LeadStream::Open(catalog, &given));
    EXPECT_EQ(given.release, nullptr);
    for (int i = 3; i > 0; --i) {
      ASSERT_OK_AND_ASSIGN(const auto leads, stream.Next());
      ASSERT_TRUE(leads.has_value());
      EXPECT_EQ(LeadsText(*leads, catalog),
                "company.employees=" +
                    std::string(1, static_cast<char>('0' + i)) + "\n");
    }
    for (int i = 0; i < 2; ++i) {
      ASSERT_OK_AND_ASSIGN(const auto end, stream.Next());
      EXPECT_FALSE(end.has_value());
    }
  }
  EXPECT_EQ(made.released, 1);
  EXPECT_EQ(made.count.given, made.count.released);
}

TEST(LeadStream, KeepsWhatCameBeforeItFails) {
  HandMadeStream made;
  made.arrays = 1;
  made.fails = true;
  {
    ArrowArrayStream given = StreamOf(&made);
    const FactCatalog catalog = ArrowTestCatalog();
    ASSERT_OK_AND_ASSIGN(LeadStream stream, LeadStream::Open(catalog, &given));
    ASSERT_OK_AND_ASSIGN(const auto leads, stream.Next());
    for (int i = 0; i < 2; ++i) {
      EXPECT_THAT(
          stream.Next(),
          StatusIs(absl::StatusCode::kUnavailable,
                   "leads: the stream failed after 1 arrays (error 5)"));
    }
    EXPECT_EQ(stream.producer_message(), "at Jane's line");
    EXPECT_EQ(LeadsText(*leads, catalog), "company.employees=1\n");
  }
  EXPECT_EQ(made.released, 1);
  EXPECT_EQ(made.count.given, made.count.released);
}

TEST(LeadStream, RefusesStreamsThatGiveNoSchema) {
  HandMadeStream made;
  made.fails_at_once = true;
  ArrowArrayStream given = StreamOf(&made);
  EXPECT_THAT(LeadStream::Open(ArrowTestCatalog(), &given),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(made.released, 1);
  EXPECT_THAT(LeadStream::Open(ArrowTestCatalog(), &given),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "leads: the stream was released"));
}

}  // namespace
}  // namespace lotse
