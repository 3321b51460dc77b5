#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// Typing a resume code. `error` is a text id and never tells whether a code exists. Threading: GUI thread.
class CodeEntry : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    Q_PROPERTY(bool searching READ isSearching NOTIFY searchingChanged)
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY waitSecondsChanged)

public:
    using QObject::QObject;

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// The draft is being looked for, at the centre too; may be stopped.
    [[nodiscard]] bool isSearching() const { return m_searching; }
    [[nodiscard]] int waitSeconds() const { return m_waitSeconds; }

    void setText(const QString &text);
    Q_INVOKABLE void submit();
    Q_INVOKABLE void stop();

    void setError(const QString &errorId);
    void setBusy(bool busy);
    void setSearching(bool searching);
    void setWaitSeconds(int seconds);
    void clear();

Q_SIGNALS:
    void textChanged();
    void errorChanged();
    void busyChanged();
    void searchingChanged();
    void waitSecondsChanged();
    void submitted();
    void stopped();

private:
    QString m_text;
    QString m_error;
    bool m_busy = false;
    bool m_searching = false;
    int m_waitSeconds = 0;
};

} // namespace luotsi::viewmodels
