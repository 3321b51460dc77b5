#pragma once

#include "forms/FormInstance.h"
#include "usecases/KnownForm.h"
#include "viewmodels/Field.h"

namespace luotsi::viewmodels {

/// How the form wants a question to be asked: appearances that change behaviour, bounds of a scale, pictures
/// and sounds. Appearances that only change the look of other programs are left alone; those that need what
/// is not here (a map, several files at once) fall back to the plain question.
void readLook(const usecases::KnownForm &form, const forms::FormInstance &instance, forms::NodeId node,
              FieldContent &content);

/// A picture of the form as a data URL; empty when the form has no such file or it is no picture.
[[nodiscard]] QString pictureUrl(const usecases::KnownForm &form, const QString &reference);
/// The bytes of a file of the form, e.g. of `jr://audio/a.mp3`; empty when there are none.
[[nodiscard]] QByteArray mediaFile(const usecases::KnownForm &form, const QString &reference);

} // namespace luotsi::viewmodels
