#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// What the form says of one question in the current language, without its answer. A plain value.
struct FieldContent
{
    Q_GADGET
    QML_VALUE_TYPE(fieldContent)
    Q_PROPERTY(QString shown MEMBER shown CONSTANT)
    Q_PROPERTY(QString picture MEMBER picture CONSTANT)
    Q_PROPERTY(bool hasVideo MEMBER hasVideo CONSTANT)
    Q_PROPERTY(bool minimal MEMBER minimal CONSTANT)
    Q_PROPERTY(bool likert MEMBER likert CONSTANT)
    Q_PROPERTY(bool quick MEMBER quick CONSTANT)
    Q_PROPERTY(int columns MEMBER columns CONSTANT)
    Q_PROPERTY(int dateParts MEMBER dateParts CONSTANT)
    Q_PROPERTY(bool digits MEMBER digits CONSTANT)
    Q_PROPERTY(bool signature MEMBER signature CONSTANT)
    Q_PROPERTY(bool annotated MEMBER annotated CONSTANT)
    Q_PROPERTY(bool anyFile MEMBER anyFile CONSTANT)
    Q_PROPERTY(double from MEMBER from CONSTANT)
    Q_PROPERTY(double to MEMBER to CONSTANT)
    Q_PROPERTY(double step MEMBER step CONSTANT)
    Q_PROPERTY(int decimals MEMBER decimals CONSTANT)

public:
    QString label;
    QString hint;
    QString why;  ///< guidance hint: why we ask
    QString unit; ///< shown beside the field, e.g. "€"
    bool required = false;
    bool readOnly = false;
    bool canSkip = false; ///< offer "I don't know"

    QString shown = {};     ///< the answer in words, of a question that only shows it
    QString picture = {};   ///< data URL of the label's picture
    QString sound = {};     ///< the form's name of the label's sound
    bool hasVideo = false;  ///< which this device does not play
    bool minimal = false;   ///< choices stay closed until asked for
    bool likert = false;    ///< choices are steps of a scale
    bool quick = false;     ///< choosing leads on
    int columns = 1;        ///< of choices; 0: as many as fit
    int dateParts = 3;      ///< 2: month and year, 1: year
    bool digits = false;    ///< words that are a number
    bool signature = false; ///< what is drawn is a signature
    bool annotated = false; ///< drawn over a picture that is chosen first
    bool anyFile = false;   ///< a recording, a video or a document rather than a picture of a page
    double from = 0;        ///< of a scale
    double to = 0;
    double step = 1;
    int decimals = 0; ///< of every step of the scale

    friend bool operator==(const FieldContent &, const FieldContent &) = default;
};

/// What the device has for answering beside keys and touch.
struct FieldTools
{
    bool position = false;
    bool codeReader = false;
    bool sound = false;

    friend bool operator==(const FieldTools &, const FieldTools &) = default;
};

} // namespace luotsi::viewmodels
