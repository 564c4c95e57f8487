' Types filling after filling into an open workbook and writes down what its formulas show.
' PCF_RETYPE names a folder: "fillings" is read, "shown" is written, "failed" says what went wrong.
' A filling is the address of a workbook to open in place of the last, or what to type over that.
' Fillings, records and fields end with signs 29, 30 and 31, which no cell can hold.

Sub Main()
    On Error GoTo Failed
    Dim fillings, book, shown
    Dim place As Long
    Dim options(0) As New com.sun.star.beans.PropertyValue
    options(0).Name = "Hidden"
    options(0).Value = True
    fillings = Split(WholeText(Environ("PCF_RETYPE") & "/fillings"), CHR(29))
    shown = CreateUnoService("com.sun.star.io.TextOutputStream")
    shown.setOutputStream(Disk().openFileWrite(Environ("PCF_RETYPE") & "/shown"))
    shown.setEncoding("UTF-8")
    For place = 0 To UBound(fillings)
        If Left(fillings(place), 5) = "file:" Then
            If Not IsEmpty(book) Then book.close(True)
            book = StarDesktop.loadComponentFromURL(fillings(place), "_blank", 0, options())
            ' A protected sheet takes values for locked cells but silently refuses to blank them.
            For Each sheet In book.Sheets
                If sheet.isProtected() Then sheet.unprotect("")
            Next
        Else
            ' Else everything is computed anew after many a cell, and not once after the last.
            book.enableAutomaticCalculation(False)
            TypeInto(book, fillings(place))
            book.enableAutomaticCalculation(True)
        End If
        WriteShown(book, shown)
    Next
    shown.closeOutput()
    book.close(True)
    StarDesktop.terminate()
    Exit Sub
Failed:
    Dim report As Integer
    report = FreeFile()
    Open Environ("PCF_RETYPE") & "/failed" For Output As #report
    Print #report, Error$ & ", line " & Erl
    Close #report
    StarDesktop.terminate()
End Sub

Function Disk()
    Disk = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
End Function

Function WholeText(path As String) As String
    Dim stream
    stream = CreateUnoService("com.sun.star.io.TextInputStream")
    stream.setInputStream(Disk().openFileRead(path))
    stream.setEncoding("UTF-8")
    WholeText = stream.readString(Array(), False)
    stream.closeInput()
End Function

Sub TypeInto(book, filling As String)
    Dim record, fields, cell
    For Each record In Split(Mid(filling, 2), CHR(30))
        fields = Split(record, CHR(31))
        cell = book.Sheets(CLng(fields(0))).getCellByPosition(CLng(fields(2)), CLng(fields(1)))
        If fields(3) = "n" Then
            cell.setValue(Val(fields(4)))
        Else
            cell.setString(fields(4))
        End If
    Next
End Sub

Sub WriteShown(book, shown)
    Dim number As Long, sheet, areas, area
    For number = 0 To book.Sheets.Count - 1
        sheet = book.Sheets(number)
        areas = sheet.queryContentCells(com.sun.star.sheet.CellFlags.FORMULA).RangeAddresses
        For Each area In areas
            WriteArea(sheet, number, area, shown)
        Next
    Next
    shown.writeString(CHR(29))
End Sub

Sub WriteArea(sheet, number As Long, area, shown)
    Dim data, cells, value, made As String, row As Long, column As Long
    data = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow).getDataArray()
    For row = 0 To UBound(data)
        cells = data(row)
        made = ""
        For column = 0 To UBound(cells)
            value = cells(column)
            made = made & number & CHR(31) & (area.StartRow + row) & CHR(31) & (area.StartColumn + column) & CHR(31)
            If IsEmpty(value) Then
                ' An error has no value, only a text such as Err:502.
                made = made & "s" & CHR(31) & sheet.getCellByPosition(area.StartColumn + column, area.StartRow + row).String
            ElseIf VarType(value) = 8 Then
                made = made & "s" & CHR(31) & value
            Else
                ' Str() keeps 15 digits, so whole and fraction are written apart: nothing is lost.
                made = made & "n" & CHR(31) & Str(Fix(value)) & CHR(31) & Str(value - Fix(value))
            End If
            made = made & CHR(30)
        Next
        shown.writeString(made)
    Next
End Sub
