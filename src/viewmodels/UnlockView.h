#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// After a pause: the birth date given, or the code, before earlier answers are shown again. `error` is a
/// text id. Threading: GUI thread.
class UnlockView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(bool birthDateKnown READ birthDateKnown NOTIFY birthDateKnownChanged)
    Q_PROPERTY(QString day READ day WRITE setDay NOTIFY textChanged)
    Q_PROPERTY(QString month READ month WRITE setMonth NOTIFY textChanged)
    Q_PROPERTY(QString year READ year WRITE setYear NOTIFY textChanged)
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY textChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY waitSecondsChanged)

public:
    using QObject::QObject;

    [[nodiscard]] bool birthDateKnown() const { return m_birthDateKnown; }
    [[nodiscard]] QString day() const { return m_day; }
    [[nodiscard]] QString month() const { return m_month; }
    [[nodiscard]] QString year() const { return m_year; }
    [[nodiscard]] QString code() const { return m_code; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] int waitSeconds() const { return m_waitSeconds; }

    void setDay(const QString &day);
    void setMonth(const QString &month);
    void setYear(const QString &year);
    void setCode(const QString &code);
    Q_INVOKABLE void submit();

    void setBirthDateKnown(bool known);
    void setError(const QString &errorId);
    void setWaitSeconds(int seconds);
    void clear();

Q_SIGNALS:
    void birthDateKnownChanged();
    void textChanged();
    void errorChanged();
    void waitSecondsChanged();
    void submitted();

private:
    void set(QString &target, const QString &text);

    bool m_birthDateKnown = false;
    QString m_day;
    QString m_month;
    QString m_year;
    QString m_code;
    QString m_error;
    int m_waitSeconds = 0;
};

} // namespace luotsi::viewmodels
