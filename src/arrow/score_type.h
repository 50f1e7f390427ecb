// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TypeOfScores: the type of the arrays that ScoreExporter describes.
#ifndef LOTSE_SRC_ARROW_SCORE_TYPE_H_
#define LOTSE_SRC_ARROW_SCORE_TYPE_H_

#include "exported_array.h"
#include "lotse/arrow/score_exporter.h"
#include "lotse/score/scorer.h"

namespace lotse {

// Whether indices of categories have 8 bits; else they have 32.
bool HasSmallIndices(const Scorer& scorer);

ExportedType TypeOfScores(const ScoreExporter& exporter);

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_SCORE_TYPE_H_
