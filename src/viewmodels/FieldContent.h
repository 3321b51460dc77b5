#pragma once

#include <QString>

namespace luotsi::viewmodels {

/// What the form says of one question in the current language, without its answer. A plain value.
struct FieldContent
{
    QString label;
    QString hint;
    QString why;  ///< guidance hint: why we ask
    QString unit; ///< shown beside the field, e.g. "€"
    bool required = false;
    bool readOnly = false;
    bool canSkip = false; ///< offer "I don't know"

    friend bool operator==(const FieldContent &, const FieldContent &) = default;
};

} // namespace luotsi::viewmodels
